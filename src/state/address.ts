import { ExactNumber, type JsonValue } from './json.ts';

/**
 * An instance key as addresses show it: `[0]`, `["eu"]`, `''` for none.
 * Source: hashicorp/terraform internal/addrs/instance_key.go (`IntKey.String`, `StringKey.String`, `toHCLQuotedString`).
 */
export function instanceKeyText(key: string | number | ExactNumber | null): string {
  if (key === null) return '';
  return typeof key === 'string' ? `[${hclQuoted(key)}]` : `[${key}]`;
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

/** What Go's unicode.IsPrint calls printable; half a surrogate pair has become U+FFFD before Go looks at it. */
const unprintable = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/** HCL's quoted template: quotes, backslashes and what can't be printed escaped, template marks doubled. */
function hclQuoted(text: string): string {
  if (/^[\w .:/@-]*$/.test(text)) return `"${text}"`;
  const escaped = text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/["\\]/g, '\\$&')
    .replace(/[$%](?=\{)/g, '$&$&')
    .replace(unprintable, (character) => escapes[character] ?? unicodeEscape(character.codePointAt(0) ?? 0));
  return `"${escaped}"`;
}

function unicodeEscape(codePoint: number): string {
  const hex = codePoint.toString(16);
  return codePoint < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** Address of a resource, without instance key. @param module module address, `''` for the root module */
export function resourceAddress(module: string, mode: 'managed' | 'data', type: string, name: string): string {
  const local = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
  return module === '' ? local : `${module}.${local}`;
}

/** Address of a legacy module path without its `root`: `["net", "sub"]` is `module.net.module.sub`. */
export function legacyModuleAddress(names: readonly string[]): string {
  return names.map((name) => `module.${name}`).join('.');
}

/** The instance key that `index_key` holds; undefined where it is none that Terraform reads. */
export function instanceKey(value: JsonValue | undefined): string | number | ExactNumber | null | undefined {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' || typeof value === 'number' || value instanceof ExactNumber ? value : undefined;
}

const identifier = String.raw`[\p{ID_Start}_][\p{ID_Continue}-]*`;
const key = String.raw`\[(?:\d+|"(?:[^"\\]|\\.)*")\]`;
const moduleStep = String.raw`module\.${identifier}(?:${key})?`;
const modulePattern = new RegExp(String.raw`^${moduleStep}(?:\.${moduleStep})*$`, 'u');
const resourcePattern = new RegExp(
  String.raw`^(?:${moduleStep}\.)*(?:${identifier}\.)?${identifier}\.${identifier}(?:${key})?$`,
  'u',
);

/** Whether Terraform could read a module's address. Source: hashicorp/terraform internal/addrs/module_instance.go. */
export function isModuleAddress(text: string): boolean {
  return modulePattern.test(text);
}

/** Whether Terraform could read the address of a resource, as in `dependencies`. Source: internal/addrs/parse_target.go. */
export function isResourceAddress(text: string): boolean {
  return resourcePattern.test(text);
}

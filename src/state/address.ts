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

/** HCL's quoted template: line breaks, tabs, quotes and backslashes escaped, template marks doubled, the unprintable as `\uXXXX`. */
function hclQuoted(text: string): string {
  const escaped = text
    .replace(/["\\\n\r\t]/g, (character) => escapes[character] ?? character)
    .replace(/[$%](?=\{)/g, (mark) => mark + mark)
    .replace(/[^\P{C}\n\r\t]/gu, (character) => unicodeEscape(character.codePointAt(0) ?? 0));
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

/** Address of a legacy module path: `["root", "net", "sub"]` is `module.net.module.sub`. */
export function legacyModuleAddress(path: readonly string[]): string {
  return path
    .slice(path[0] === 'root' ? 1 : 0)
    .map((name) => `module.${name}`)
    .join('.');
}

/** The instance key that `index_key` holds; undefined where it is none that Terraform reads. */
export function instanceKey(value: JsonValue | undefined): string | number | ExactNumber | null | undefined {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' || typeof value === 'number' || value instanceof ExactNumber ? value : undefined;
}

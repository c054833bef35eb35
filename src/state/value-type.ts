import { isJsonArray, isJsonObject, type JsonValue } from './json.ts';

const plainTypes: ReadonlySet<JsonValue> = new Set(['string', 'number', 'bool', 'dynamic']);

/**
 * Whether a value describes a type, as outputs and dynamically typed attributes carry one: `"string"`, `["list", "string"]`,
 * `["object", {"a": "number"}, ["a"]]`. Without recursion: a type may be nested as deep as a document.
 * Source: zclconf/go-cty cty/json/type.go, cty/type_conform.go.
 */
export function isTypeDescription(value: JsonValue | undefined): boolean {
  const open: (JsonValue | undefined)[] = [value];
  while (open.length > 0) {
    const type = open.pop();
    if (typeof type === 'string') {
      if (!plainTypes.has(type)) return false;
      continue;
    }
    if (!isJsonArray(type)) return false;
    const [kind, of, optional = []] = type;
    if (kind === 'list' || kind === 'set' || kind === 'map') open.push(of);
    else if (kind === 'tuple' && isJsonArray(of)) for (const element of of) open.push(element);
    else if (kind === 'object' && isJsonObject(of) && isJsonArray(optional)) {
      for (const member of Object.values(of)) open.push(member);
    } else return false;
  }
  return true;
}

/** A number whose text a double would change (beyond 2^53, or too many digits): kept as it stands in the document. */
export class ExactNumber {
  /** The number's text, as written: `9007199254740993`. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

export type JsonScalar = null | boolean | number | string | ExactNumber;
export type JsonValue = JsonScalar | readonly JsonValue[] | JsonObject;
/** Members in document order, but for names that are array indices (`"0"`, `"8080"`), which ECMAScript puts first. */
export interface JsonObject {
  readonly [member: string]: JsonValue;
}

/** Narrows a JSON value to an object (not null, not an array, not an {@link ExactNumber}). */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/** Narrows a JSON value to an array. */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** One reference token of a JSON Pointer, escaped. Source: RFC 6901, section 3. */
export function pointerToken(member: string | number): string {
  return typeof member === 'number' ? String(member) : member.replaceAll('~', '~0').replaceAll('/', '~1');
}

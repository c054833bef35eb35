import { ExactNumber } from './json.ts';
import { numberOf, shortestInexact } from './numbers.ts';

/** Go's JSON decoder, and so Terraform, refuses more. Source: golang/go src/encoding/json/scanner.go `maxNestingDepth`. */
export const deepestNesting = 10_000;

/** What one look over the bytes tells before they are parsed. */
export interface Preflight {
  /** Members of all objects, duplicates counted twice. */
  readonly members: number;
  /** Deepest nesting of objects and arrays. */
  readonly depth: number;
  /** Whether a number occurs that a double would change. */
  readonly hasExactNumber: boolean;
  /**
   * Whether the name of a member holds an escape. V8 may take it for another name that it met before, in this document or in
   * another. Source: https://github.com/nodejs/node/issues/63785.
   */
  readonly hasEscapedName: boolean;
  /** Where the objects in the top-level `resources` start and end: start, end, start, end, ... */
  readonly resources: readonly number[];
}

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;
const braceOpen = 0x7b;
const braceClose = 0x7d;
const bracketOpen = 0x5b;
const bracketClose = 0x5d;

const fourSpaces = 0x20202020;

const resourcesName = Buffer.from('"resources"');

/**
 * Finds what JSON.parse hides: duplicate members, which it drops, numbers, which it rounds, names, which it mistakes; and where a
 * document can be taken apart. Knows no grammar but strings: what it says holds for well-formed JSON only.
 */
export function preflight(bytes: Uint8Array): Preflight {
  const resources: number[] = [];
  let members = 0;
  let depth = 0;
  let deepest = 0;
  let hasExactNumber = false;
  let hasEscapedName = false;
  /** Whether the last string holds an escape. */
  let hasEscape = false;
  /** Start of the last string at the top of the document. */
  let nameStart = 0;
  let isResources = false;
  const end = bytes.length;
  const words = new DataView(bytes.buffer, bytes.byteOffset, end);
  const lastWord = end - 5;
  for (let at = 0; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte <= 0x20) {
      // Two fifths of a state are the spaces at the beginning of its lines.
      while (at < lastWord && words.getInt32(at + 1) === fourSpaces) at += 4;
      continue;
    }
    if (byte === quote) {
      if (depth === 1) nameStart = at;
      at++;
      hasEscape = false;
      while (at < end) {
        const inside = bytes[at] ?? 0;
        if (inside === quote) break;
        if (inside === backslash) {
          hasEscape = true;
          at++;
        }
        at++;
      }
    } else if (byte === colon) {
      members++;
      if (hasEscape) hasEscapedName = true;
      if (depth === 1) isResources = startsWith(bytes, nameStart, resourcesName);
    } else if (byte === braceOpen || byte === bracketOpen) {
      if (isResources && depth === 2 && byte === braceOpen) resources.push(at);
      if (++depth > deepest) deepest = depth;
    } else if (byte === braceClose || byte === bracketClose) {
      depth--;
      if (isResources && depth === 2 && resources.length % 2 === 1) resources.push(at + 1);
    } else if (byte === minus || (byte >= zero && byte <= nine)) {
      const start = at;
      let hasExponent = false;
      while (at + 1 < end && isNumberByte(bytes[at + 1] ?? 0)) {
        at++;
        if (((bytes[at] ?? 0) | 0x20) === 0x65) hasExponent = true;
      }
      if (!hasExactNumber && (hasExponent || at + 1 - start >= shortestInexact)) {
        hasExactNumber = isExact(bytes.subarray(start, at + 1));
      }
    }
  }
  return { members, depth: deepest, hasExactNumber, hasEscapedName, resources };
}

function startsWith(bytes: Uint8Array, start: number, text: Uint8Array): boolean {
  return text.every((byte, index) => bytes[start + index] === byte);
}

function isExact(number: Uint8Array): boolean {
  const text = Buffer.from(number).toString('latin1');
  // What is no number at all is left to the parser to complain about.
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && numberOf(text) instanceof ExactNumber;
}

/** Digits, `.`, `+`, `-`, `e`, `E`. */
function isNumberByte(byte: number): boolean {
  return (byte >= zero && byte <= nine) || byte === 0x2e || byte === 0x2b || byte === minus || (byte | 0x20) === 0x65;
}

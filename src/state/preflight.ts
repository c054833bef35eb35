import { ExactNumber } from './json.ts';
import { numberOf, shortestInexact } from './numbers.ts';

/** What one look over the bytes tells before they are parsed. */
export interface Preflight {
  /** Members of all objects, duplicates counted twice. */
  readonly members: number;
  /** Deepest nesting of objects and arrays. */
  readonly depth: number;
  /** Whether a number occurs that a double would change. */
  readonly hasExactNumber: boolean;
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

/**
 * Counts what JSON.parse hides: duplicate members, which it drops, and numbers, which it rounds.
 * Knows no grammar: what it says holds for well-formed JSON only.
 */
export function preflight(bytes: Uint8Array): Preflight {
  let members = 0;
  let depth = 0;
  let deepest = 0;
  let hasExactNumber = false;
  const end = bytes.length;
  // A state is mostly strings and indentation, so those are told apart first.
  for (let at = 0; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte <= 0x20) continue;
    if (byte === quote) {
      at++;
      while (at < end) {
        const inside = bytes[at] ?? 0;
        if (inside === quote) break;
        at += inside === backslash ? 2 : 1;
      }
    } else if (byte === colon) {
      members++;
    } else if (byte === braceOpen || byte === bracketOpen) {
      if (++depth > deepest) deepest = depth;
    } else if (byte === braceClose || byte === bracketClose) {
      depth--;
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
  return { members, depth: deepest, hasExactNumber };
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

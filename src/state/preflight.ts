import { ExactNumber } from './json.ts';
import { numberOf } from './numbers.ts';

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

/**
 * Counts what JSON.parse hides: duplicate members, which it drops, and numbers, which it rounds.
 * Knows no grammar: what it says holds for well-formed JSON only.
 */
export function preflight(bytes: Buffer): Preflight {
  let members = 0;
  let depth = 0;
  let deepest = 0;
  let hasExactNumber = false;
  const end = bytes.length;
  for (let at = 0; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === quote) {
      at++;
      while (at < end) {
        const inside = bytes[at] as number;
        if (inside === quote) break;
        at += inside === backslash ? 2 : 1;
      }
    } else if (byte === colon) {
      members++;
    } else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > deepest) deepest = depth;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--;
    } else if (byte === minus || (byte >= zero && byte <= nine)) {
      const start = at;
      let hasExponent = false;
      for (let next = bytes[at + 1]; next !== undefined && isNumberByte(next); next = bytes[at + 1]) {
        if ((next | 0x20) === 0x65) hasExponent = true;
        at++;
      }
      if (hasExponent || at - start >= 15) {
        hasExactNumber ||= numberOf(bytes.toString('latin1', start, at + 1)) instanceof ExactNumber;
      }
    }
  }
  return { members, depth: deepest, hasExactNumber };
}

/** Digits, `.`, `+`, `-`, `e`, `E`. */
function isNumberByte(byte: number): boolean {
  return (byte >= zero && byte <= nine) || byte === 0x2e || byte === 0x2b || byte === minus || (byte | 0x20) === 0x65;
}

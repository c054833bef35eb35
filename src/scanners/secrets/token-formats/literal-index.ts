/** A text to be found in other texts. */
export interface Literal<T> {
  readonly text: string;
  /** Whether upper and lower case are the same; the text is in lower case then. */
  readonly caseless: boolean;
  readonly value: T;
}

/** Shortest literal: its characters are one place in the first table. */
export const shortestLiteral = 3;
const bits = 7;
const mask = (1 << (shortestLiteral * bits)) - 1;

/** Codes of characters in lower case; 0 for what is not ASCII. */
const folded = new Uint8Array(0x10000).map((_, code) => (code >= 65 && code <= 90 ? code + 32 : code < 128 ? code : 0));

/**
 * Finds hundreds of literals in one pass: tables say for each three characters, and then for four, whether a literal may begin with
 * them, which for nearly all they do not. Linear in the length of the text.
 */
export class LiteralIndex<T> {
  readonly #threes = new Uint8Array(mask + 1);
  readonly #fours = new Uint8Array(0x10000);
  readonly #literals = new Map<number, Literal<T>[]>();

  /** @throws Error for a literal shorter than three characters: a defect of the caller */
  constructor(literals: Iterable<Literal<T>>) {
    for (const literal of literals) {
      const { text } = literal;
      if (text.length < shortestLiteral) throw new Error(`${text} is too short to be looked for.`);
      let key = 0;
      for (let at = 0; at < shortestLiteral; at++) key = (key << bits) | codeAt(text, at);
      this.#threes[key] = 1;
      const isWhole = text.length === shortestLiteral;
      for (let next = 0; next < 128; next++) {
        if (isWhole || next === codeAt(text, shortestLiteral)) this.#fours[placeOf(key, next)] = 1;
      }
      this.#literals.set(key, [...(this.#literals.get(key) ?? []), literal]);
    }
  }

  /**
   * Asks for each literal in the text, in the order of the text.
   * @param accept called with the literal and where it begins; true ends the search
   * @returns whether one was accepted
   */
  some(text: string, accept: (literal: Literal<T>, at: number) => boolean): boolean {
    const threes = this.#threes;
    const { length } = text;
    let key = 0;
    for (let at = 0; at < length; at++) {
      key = ((key << bits) | codeAt(text, at)) & mask;
      if (threes[key] === 0) continue;
      const next = at + 1 < length ? codeAt(text, at + 1) : 0;
      if (this.#fours[placeOf(key, next)] !== 0 && this.#accepts(text, at - shortestLiteral + 1, key, accept))
        return true;
    }
    return false;
  }

  #accepts(text: string, start: number, key: number, accept: (literal: Literal<T>, at: number) => boolean): boolean {
    for (const literal of this.#literals.get(key) ?? [])
      if (standsAt(text, literal, start) && accept(literal, start)) return true;
    return false;
  }
}

function codeAt(text: string, at: number): number {
  return folded[text.charCodeAt(at)] ?? 0;
}

/** Where four characters stand in the second table; some share a place. */
function placeOf(key: number, next: number): number {
  return Math.imul((key << bits) | next, 0x9e3779b1) >>> 16;
}

function standsAt<T>(text: string, { text: literal, caseless }: Literal<T>, start: number): boolean {
  if (!caseless) return text.startsWith(literal, start);
  return text.slice(start, start + literal.length).toLowerCase() === literal;
}

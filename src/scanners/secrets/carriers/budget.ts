/**
 * Why a text was not looked into, or not into all of it: it is too large, or becomes so (`size`); texts stand in it too deep (`depth`);
 * it holds too many (`values`); so much was decoded in the state that no more is (`total`).
 */
export type Limit = 'size' | 'depth' | 'values' | 'total';

/** What may be decoded in one state, so that no document made for it keeps the scan busy. */
export class Budget {
  #left: number;
  #passedOver: Limit | null = null;

  /** @param characters that may be decoded; formats that are slow to read count several times */
  constructor(characters: number) {
    this.#left = characters;
  }

  /** @returns false, and takes nothing, when there is not that much left */
  take(characters: number): boolean {
    if (characters > this.#left) return false;
    this.#left -= characters;
    return true;
  }

  /** Notes that something in the text that is searched was not looked into. */
  passOver(limit: Limit): void {
    this.#passedOver ??= limit;
  }

  /** The first limit that was met since the last call; null: everything was looked into. */
  passedOver(): Limit | null {
    const limit = this.#passedOver;
    this.#passedOver = null;
    return limit;
  }
}

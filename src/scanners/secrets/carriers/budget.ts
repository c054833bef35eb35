/** What may be decoded in one state, so that no document made for it keeps the scan busy. */
export class Budget {
  #left: number;

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
}

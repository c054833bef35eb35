const bufferBytes = 64 * 1024;

/**
 * Gathers the bytes of one string or number of a document. Stands in for the tokenizer's own gathering, which loses a U+FEFF at
 * the start of a string and knows no limit.
 * Source for what the tokenizer calls: juanjoDiaz/streamparser-json packages/plainjs/src/utils/bufferedString.ts `StringBuilder`.
 */
export class TokenText {
  /** Bytes gathered, as the tokenizer counts them: it makes offsets of them. */
  byteLength = 0;
  /** False while a text is passed over that nobody needs. */
  isKept = true;
  readonly #largest: number;
  readonly #tooLarge: () => Error;
  readonly #bytes = Buffer.allocUnsafe(bufferBytes);
  #length = 0;
  #isAscii = true;
  #text = '';

  /**
   * @param largest bytes that one text may take
   * @param tooLarge makes what is thrown for a larger one
   */
  constructor(largest: number, tooLarge: () => Error) {
    this.#largest = largest;
    this.#tooLarge = tooLarge;
  }

  /** @param char an ASCII character */
  appendChar(char: number): void {
    this.#count(1);
    if (!this.isKept) return;
    if (this.#length === bufferBytes) this.#flush();
    this.#bytes[this.#length++] = char;
  }

  /** Appends a run of whole characters: the tokenizer never cuts one. */
  appendBuf(bytes: Uint8Array, start = 0, end = bytes.length): void {
    this.#count(end - start);
    if (!this.isKept) return;
    if ((bytes[start] ?? 0) >= 0x80) this.#isAscii = false;
    const length = end - start;
    if (this.#length + length > bufferBytes) this.#flush();
    if (length > bufferBytes) {
      this.#text += Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString('utf8');
      return;
    }
    this.#bytes.set(bytes.subarray(start, end), this.#length);
    this.#length += length;
  }

  /** Appends half of a surrogate pair that has no other half: no bytes can stand for it. */
  appendCharCode(code: number): void {
    if (!this.isKept) return;
    this.#flush();
    this.#text += String.fromCharCode(code);
  }

  reset(): void {
    this.byteLength = 0;
    this.#length = 0;
    this.#isAscii = true;
    this.#text = '';
  }

  toString(): string {
    this.#flush();
    return this.#text;
  }

  #count(bytes: number): void {
    this.byteLength += bytes;
    if (this.isKept && this.byteLength > this.#largest) throw this.#tooLarge();
  }

  #flush(): void {
    if (this.#length === 0) return;
    const piece = this.#bytes.toString(this.#isAscii ? 'latin1' : 'utf8', 0, this.#length);
    this.#text = this.#text === '' ? piece : this.#text + piece;
    this.#length = 0;
    this.#isAscii = true;
  }
}

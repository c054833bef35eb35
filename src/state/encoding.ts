import { isUtf8 } from 'node:buffer';
import { StateDamagedError } from './errors.ts';

/** Bytes that have to be seen before the encoding shows. */
const headLength = 4;

/**
 * Lets pass, piece by piece, what is UTF-8 without byte order mark: whole characters only, up to the first byte that is none.
 * Source: RFC 8259, section 8.1; The Unicode Standard, sections 3.9 (table 3-7) and 23.8.
 */
export class EncodingCheck {
  /** First bytes of the text, kept back until the encoding shows. */
  #head: Uint8Array | null = new Uint8Array();
  /** First bytes of a character that the next chunk completes. */
  #tail: Uint8Array = new Uint8Array();
  /** Bytes checked so far, those of the tail not counted. */
  #checked = 0;
  /** What is wrong right behind the bytes let pass so far: to be thrown once these were read without finding damage. */
  failure: StateDamagedError | null = null;

  /**
   * @returns the bytes to be read next, which may be none yet
   * @throws StateDamagedError when the first bytes are a mark or UTF-16
   */
  write(chunk: Uint8Array): Uint8Array {
    if (this.#head === null) return this.#check(chunk);
    const head = Buffer.concat([this.#head, chunk]);
    this.#head = head;
    return head.length < headLength ? new Uint8Array() : this.#begin(head);
  }

  /**
   * To be called after the last chunk. A character cut off at the end is left to the parser: so is the text.
   * @returns what is still to be read
   * @throws StateDamagedError
   */
  end(): Uint8Array {
    const rest = this.#head === null ? new Uint8Array() : this.#begin(this.#head);
    return this.failure === null ? Buffer.concat([rest, this.#tail]) : rest;
  }

  #begin(head: Uint8Array): Uint8Array {
    this.#head = null;
    refuseMark(head);
    return this.#check(head);
  }

  #check(chunk: Uint8Array): Uint8Array {
    const bytes = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk]);
    const whole = bytes.subarray(0, bytes.length - incompleteTail(bytes));
    if (!isUtf8(whole)) {
      const valid = firstInvalid(whole);
      const offset = this.#checked + valid;
      this.failure = new StateDamagedError({ reason: 'not-utf8', detail: 'the text is not UTF-8', offset });
      return whole.subarray(0, valid);
    }
    this.#checked += whole.length;
    this.#tail = new Uint8Array(bytes.subarray(whole.length));
    return whole;
  }
}

function refuseMark(head: Uint8Array): void {
  const [first, second, third] = head;
  const isUtf16 =
    (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0 || second === 0;
  if (isUtf16) {
    const detail = 'the text is UTF-16, and Terraform reads UTF-8 only';
    throw new StateDamagedError({ reason: 'not-utf8', detail, offset: 0 });
  }
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    const detail = 'the text starts with a byte order mark, which Terraform refuses';
    throw new StateDamagedError({ reason: 'byte-order-mark', detail, offset: 0 });
  }
}

/** How many of the last bytes begin a character that the bytes don't complete: 0 to 3. */
function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0;
  }
  return 0;
}

/** Bytes of the character that starts with this byte; 0 where none does. */
function sequenceLength(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

/** Offset of the first byte that is not UTF-8, in bytes that hold one. */
function firstInvalid(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 8) {
    const middle = (valid + invalid) >>> 1;
    const whole = middle - incompleteTail(bytes.subarray(valid, middle));
    if (isUtf8(bytes.subarray(valid, whole))) valid = whole;
    else invalid = middle;
  }
  for (;;) {
    const rest = bytes.subarray(valid);
    const length = [1, 2, 3, 4].find((count) => count <= rest.length && isUtf8(rest.subarray(0, count)));
    if (length === undefined) return valid;
    valid += length;
  }
}

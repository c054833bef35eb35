/** Where the number of the top-level `serial` stands in a document. */
export interface SerialSpan {
  /** Byte at which the number starts. */
  readonly offset: number;
  /** The number as written. */
  readonly text: string;
}

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const comma = 0x2c;
const open: ReadonlySet<number> = new Set([0x7b, 0x5b]);
const close: ReadonlySet<number> = new Set([0x7d, 0x5d]);

/** Longest name or text that is kept: a lineage has 36 bytes. */
const longestText = 1024;
/** Longest number that is kept: of a serial that Terraform reads there are 20 digits. */
const longestNumber = 64;

/**
 * Finds `serial` and `lineage` at the top of a document, byte by byte as it comes, without parsing the rest. Knows no grammar but
 * strings and nesting: what it says holds for well-formed JSON only, and members of the same names further down are none of these.
 */
export class TopMembers {
  serial: SerialSpan | null = null;
  lineage: string | null = null;
  #at = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Whether the next string at the top is a name. */
  #expectsName = false;
  #name = '';
  /** Bytes of the string or number at the top that is being read; null where it is of no use. */
  #kept: number[] | null = null;
  #numberStart: number | null = null;

  /** Whether there is nothing left to find. */
  get isDone(): boolean {
    return this.serial !== null && this.lineage !== null;
  }

  write(chunk: Uint8Array): void {
    for (let index = 0; index < chunk.length && !this.isDone; index++) this.#byte(chunk[index] ?? 0, this.#at + index);
    this.#at += chunk.length;
  }

  #byte(byte: number, at: number): void {
    if (this.#inString) this.#inside(byte);
    else if (byte > 0x20) this.#outside(byte, at);
    else this.#endNumber();
  }

  #inside(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === backslash) this.#escaped = true;
    else if (byte === quote) {
      this.#endString();
      return;
    }
    this.#keep(byte, longestText);
  }

  #outside(byte: number, at: number): void {
    if (byte === quote) {
      this.#inString = true;
      this.#kept = this.#depth === 1 && (this.#expectsName || this.#name === 'lineage') ? [] : null;
    } else if (open.has(byte)) {
      this.#depth++;
      this.#expectsName = this.#depth === 1;
    } else if (close.has(byte)) {
      this.#endNumber();
      this.#depth--;
    } else if (this.#depth !== 1) {
      return;
    } else if (byte === colon) {
      this.#expectsName = false;
    } else if (byte === comma) {
      this.#endNumber();
      this.#expectsName = true;
    } else if (this.#name === 'serial' && !this.#expectsName && isNumberByte(byte)) {
      if (this.#numberStart === null) {
        this.#numberStart = at;
        this.#kept = [];
      }
      this.#keep(byte, longestNumber);
    }
  }

  #keep(byte: number, limit: number): void {
    if (this.#kept !== null && this.#kept.length < limit) this.#kept.push(byte);
    else this.#kept = null;
  }

  #endString(): void {
    this.#inString = false;
    const text = this.#kept === null ? null : unescaped(Buffer.from(this.#kept).toString('utf8'));
    this.#kept = null;
    if (this.#depth !== 1) return;
    if (this.#expectsName) this.#name = text ?? '';
    else if (this.#name === 'lineage') this.lineage = text;
  }

  #endNumber(): void {
    if (this.#numberStart === null) return;
    if (this.#kept !== null) this.serial ??= { offset: this.#numberStart, text: String.fromCharCode(...this.#kept) };
    this.#numberStart = null;
    this.#kept = null;
  }
}

/** Digits, `.`, `+`, `-`, `e`, `E`. */
function isNumberByte(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2e || byte === 0x2b || byte === 0x2d || (byte | 0x20) === 0x65;
}

/** Null for what is no string of JSON. */
function unescaped(text: string): string | null {
  if (!text.includes('\\')) return text;
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    // That is the answer; the parser's message would quote the document.
    return null;
  }
}

/**
 * The same bytes with another number for the serial: nothing else is touched, moved or written anew.
 * @param span of the document that the chunks are
 */
export async function* withSerial(
  chunks: AsyncIterable<Uint8Array>,
  { offset, text }: SerialSpan,
  serial: number,
): AsyncGenerator<Uint8Array> {
  const end = offset + text.length;
  let at = 0;
  for await (const chunk of chunks) {
    const next = at + chunk.length;
    if (next <= offset || at >= end) yield chunk;
    else {
      if (at <= offset) yield Buffer.concat([chunk.subarray(0, offset - at), Buffer.from(String(serial))]);
      if (next > end) yield chunk.subarray(end - at);
    }
    at = next;
  }
}

/** How many bytes a document has once its serial is another. */
export function lengthWithSerial(bytes: number, { text }: SerialSpan, serial: number): number {
  return bytes - text.length + String(serial).length;
}

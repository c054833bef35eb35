/** Bytes that end too early, or hold a length that they don't have. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

/** Reads the data types of SSH one after the other. Source: RFC 4251 5. */
export class WireReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** @throws WireError */
  take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new WireError('it ends too early');
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }

  /** @throws WireError */
  number(): number {
    return this.take(4).readUInt32BE();
  }

  /** @throws WireError */
  string(): Buffer {
    return this.take(this.number());
  }

  /** A whole number without its sign byte and leading zeros. @throws WireError */
  magnitude(): Buffer {
    const bytes = this.string();
    const first = bytes.findIndex((byte) => byte !== 0);
    return first === -1 ? Buffer.alloc(0) : bytes.subarray(first);
  }
}

export function wireString(bytes: Buffer | string): Buffer {
  const content = Buffer.from(bytes);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}

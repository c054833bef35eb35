import { Writable } from 'node:stream';

/** A stream that keeps what was written to it; `isTTY` and `columns` as given. */
export class Capture extends Writable {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  text = '';

  constructor(given: { readonly isTTY?: boolean; readonly columns?: number } = {}) {
    super();
    this.isTTY = given.isTTY ?? false;
    this.columns = given.columns;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

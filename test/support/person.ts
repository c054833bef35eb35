import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { Capture } from './capture.ts';

/** What a person waits to see on the screen, and the keys that are pressed then. */
export type Answer = readonly [sees: string, keys: string];

/** Someone at a terminal, who answers each question when it is shown. */
export class Person {
  readonly keyboard = Object.assign(new PassThrough(), { isTTY: true });
  readonly screen: Screen;
  readonly #answers: Answer[];
  #read = 0;

  constructor(answers: readonly Answer[]) {
    this.#answers = [...answers];
    this.screen = new Screen(() => this.#look());
  }

  /** Answers that nobody asked for. */
  left(): readonly Answer[] {
    return this.#answers;
  }

  #look(): void {
    const [next] = this.#answers;
    if (next === undefined) return;
    const shown = stripVTControlCharacters(this.screen.text.slice(this.#read));
    const [sees, keys] = next;
    if (!shown.includes(sees)) return;
    this.#answers.shift();
    this.#read = this.screen.text.length;
    // Not before the question is whole on the screen and listens.
    setImmediate(() => this.keyboard.write(keys));
  }
}

class Screen extends Capture {
  readonly #shown: () => void;

  constructor(shown: () => void) {
    super({ isTTY: true, columns: 100 });
    this.#shown = shown;
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: () => void): void {
    super._write(chunk, encoding, done);
    this.#shown();
  }
  /** A terminal stays open, as the standard streams of a process do. */
  override end(): this {
    return this;
  }
}

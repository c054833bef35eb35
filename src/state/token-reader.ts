import Tokenizer from '@streamparser/json/tokenizer.js';
import TokenType from '@streamparser/json/utils/types/tokenType.js';
import { type DamageReason, StateDamagedError } from './errors.ts';
import { type JsonScalar, type JsonValue, pointerToken } from './json.ts';
import { numberOf } from './numbers.ts';
import { noResource, notAnObject } from './parse-document.ts';
import type { PartBuilder } from './part-builder.ts';

/** Go's JSON decoder, and so Terraform, refuses more. Source: golang/go src/encoding/json/scanner.go `maxNestingDepth`. */
export const deepestNesting = 10_000;

/** Where in the document an open container stands: decides which values are taken apart and which are kept whole. */
type Role = 'document' | 'outputs' | 'resources' | 'resource' | 'instances' | 'checks' | 'modules' | 'value';

interface Frame {
  readonly role: Role;
  /** Null for an object. */
  readonly array: JsonValue[] | null;
  /** Null for an array. */
  readonly object: Record<string, JsonValue> | null;
  /** Names seen so far, to find the one that comes twice. */
  readonly names: Set<string> | null;
  name: string;
  /** Elements seen so far, for containers that keep none. */
  index: number;
  /** Byte at which the container starts. */
  readonly offset: number;
}

type Expects = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'comma-or-end' | 'nothing';

/** A `Tokenizer` that leaves numbers as they are written. */
class ExactTokenizer extends Tokenizer {
  numberText = '';

  protected override parseNumber(text: string): number {
    this.numberText = text;
    return Number(text);
  }
}

/**
 * Reads a document token by token and hands it to the builder part by part: memory is bounded by the largest part.
 * Finds what `JSON.parse` does not tell: duplicate members, exact numbers, the byte of a mistake.
 */
export class TokenReader {
  readonly #builder: PartBuilder;
  readonly #largestValue: number;
  readonly #tokenizer = new ExactTokenizer({ stringBufferSize: 64 * 1024 });
  readonly #frames: Frame[] = [];
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #expects: Expects = 'value';
  #read = 0;
  #lastToken = 0;
  #failure: unknown = null;

  /** @param largestValue bytes that one part of the document may take */
  constructor(builder: PartBuilder, largestValue: number) {
    this.#builder = builder;
    this.#largestValue = largestValue;
    this.#tokenizer.onToken = ({ token, value, offset }) => this.#token(token, value, offset);
    this.#tokenizer.onError = (error) => {
      this.#failure ??= error;
    };
  }

  /** @throws StateDamagedError */
  write(chunk: Uint8Array): void {
    try {
      this.#decoder.decode(chunk, { stream: true });
    } catch (error) {
      throw new StateDamagedError(
        { reason: 'not-utf8', detail: 'the bytes are not UTF-8', offset: this.#read },
        { cause: error },
      );
    }
    try {
      this.#tokenizer.write(chunk);
    } catch (error) {
      this.#failure ??= error;
    }
    this.#throwFailure(this.#read + chunk.length);
    this.#read += chunk.length;
    if (this.#read - this.#lastToken > this.#largestValue) throw this.#tooLarge(this.#lastToken);
  }

  /** @throws StateDamagedError */
  end(): void {
    if (this.#expects !== 'nothing') throw this.#damage('truncated', 'the JSON ends before it is complete', this.#read);
    if (!this.#tokenizer.isEnded) this.#tokenizer.end();
    this.#throwFailure(this.#read);
  }

  #throwFailure(end: number): void {
    const failure = this.#failure;
    if (failure === null) return;
    if (failure instanceof StateDamagedError) throw failure;
    throw this.#damage('not-json', 'the text is not JSON', Math.min(this.#lastToken, end));
  }

  #token(token: TokenType, value: unknown, offset: number): void {
    if (this.#failure !== null) return;
    this.#lastToken = offset;
    try {
      this.#accept(token, value, offset);
    } catch (error) {
      this.#failure = error;
    }
  }

  #accept(token: TokenType, value: unknown, offset: number): void {
    const expects = this.#expects;
    if (token === TokenType.COLON && expects === 'colon') {
      this.#expects = 'value';
      return;
    }
    if (token === TokenType.COMMA && expects === 'comma-or-end') {
      this.#expects = this.#frames.at(-1)?.array === null ? 'name' : 'value';
      return;
    }
    const top = this.#frames.at(-1);
    const closes = expects === 'comma-or-end' || expects === 'name-or-end' || expects === 'value-or-end';
    if (closes && token === (top?.array === null ? TokenType.RIGHT_BRACE : TokenType.RIGHT_BRACKET)) {
      this.#close(offset);
      return;
    }
    if (token === TokenType.STRING && (expects === 'name' || expects === 'name-or-end') && top !== undefined) {
      this.#name(top, String(value), offset);
      return;
    }
    if (expects !== 'value' && expects !== 'value-or-end')
      throw this.#damage('not-json', 'the text is not JSON', offset);
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) this.#open(token, offset);
    else this.#value(this.#scalar(token, value, offset));
  }

  #name(top: Frame, name: string, offset: number): void {
    if (top.names?.has(name)) {
      throw this.#damage(
        'duplicate-member',
        'a member stands twice in one object, of which Terraform would silently take the last',
        offset,
        this.#pointer(name),
      );
    }
    top.names?.add(name);
    top.name = name;
    this.#expects = 'colon';
  }

  #scalar(token: TokenType, value: unknown, offset: number): JsonScalar {
    if (token === TokenType.STRING) return String(value);
    if (token === TokenType.NUMBER) return numberOf(this.#tokenizer.numberText);
    if (token === TokenType.TRUE) return true;
    if (token === TokenType.FALSE) return false;
    if (token === TokenType.NULL) return null;
    throw this.#damage('not-json', 'the text is not JSON', offset);
  }

  #open(token: TokenType, offset: number): void {
    const isArray = token === TokenType.LEFT_BRACKET;
    if (this.#frames.length >= deepestNesting) {
      throw this.#damage('nested-too-deep', `the JSON is nested deeper than ${deepestNesting} levels`, offset);
    }
    if (this.#frames.length === 0 && isArray) throw notAnObject();
    const role = this.#roleOf(isArray);
    if (role === 'resource') this.#builder.resourceStart();
    if (role === 'resources' || role === 'modules') this.#builder.listStart(role);
    this.#frames.push({
      role,
      array: isArray ? [] : null,
      object: isArray ? null : {},
      names: isArray ? null : new Set(),
      name: '',
      index: 0,
      offset,
    });
    this.#expects = isArray ? 'value-or-end' : 'name-or-end';
  }

  #roleOf(isArray: boolean): Role {
    const top = this.#frames.at(-1);
    if (top === undefined) return 'document';
    if (top.role === 'document') {
      if (top.name === 'outputs' && !isArray) return 'outputs';
      if (top.name === 'resources' && isArray) return 'resources';
      if (top.name === 'check_results' && isArray) return 'checks';
      if (top.name === 'modules' && isArray) return 'modules';
    }
    if (top.role === 'resources' && !isArray) return 'resource';
    if (top.role === 'resource' && top.name === 'instances' && isArray) return 'instances';
    return 'value';
  }

  #close(offset: number): void {
    const closed = this.#frames.pop();
    if (closed === undefined) return;
    if (closed.role === 'value') {
      if (offset - closed.offset > this.#largestValue) throw this.#tooLarge(closed.offset);
      this.#value(closed.array ?? closed.object);
      return;
    }
    if (closed.role === 'resource') this.#builder.resourceEnd(this.#frames.at(-1)?.index ?? 0);
    this.#next();
  }

  /** Takes a value that is complete to where it belongs: to the builder, or into the value that holds it. */
  #value(value: JsonValue): void {
    const top = this.#frames.at(-1);
    if (top === undefined) throw notAnObject();
    const { role, name, index } = top;
    if (role === 'document') this.#builder.member(name, value);
    else if (role === 'outputs') this.#builder.output(name, value);
    else if (role === 'resource') this.#builder.resourceMember(name, value);
    else if (role === 'instances') this.#builder.instance(this.#frames.at(-3)?.index ?? 0, index, value);
    else if (role === 'checks') this.#builder.check(index, value);
    else if (role === 'modules') this.#builder.module(index, value);
    else if (role === 'resources') throw noResource(index);
    else if (top.array !== null) top.array.push(value);
    else if (name === '__proto__') Object.defineProperty(top.object, name, ownProperty(value));
    else if (top.object !== null) top.object[name] = value;
    this.#next();
  }

  #next(): void {
    const top = this.#frames.at(-1);
    if (top !== undefined) top.index++;
    this.#expects = top === undefined ? 'nothing' : 'comma-or-end';
  }

  /** Pointer of a member of the innermost object. */
  #pointer(name: string): string {
    const steps = this.#frames.slice(0, -1).map((frame) => (frame.array === null ? frame.name : frame.index));
    return [...steps, name].map((step) => `/${pointerToken(step)}`).join('');
  }

  #tooLarge(offset: number): StateDamagedError {
    const detail = `one value takes more than ${this.#largestValue} bytes (limits.largestValue)`;
    return this.#damage('value-too-large', detail, offset);
  }

  #damage(reason: DamageReason, detail: string, offset: number, pointer?: string): StateDamagedError {
    return new StateDamagedError({ reason, detail, offset, ...(pointer === undefined ? {} : { pointer }) });
  }
}

function ownProperty(value: JsonValue): PropertyDescriptor {
  return { value, enumerable: true, writable: true, configurable: true };
}

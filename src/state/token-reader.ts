import Tokenizer, { TokenizerError } from '@streamparser/json/tokenizer.js';
import TokenType from '@streamparser/json/utils/types/tokenType.js';
import { EncodingCheck } from './encoding.ts';
import { type DamageReason, StateDamagedError } from './errors.ts';
import { type JsonScalar, type JsonValue, pointerToken } from './json.ts';
import { setMember } from './members.ts';
import { numberOf } from './numbers.ts';
import { notAnObject, notAResource } from './parse-document.ts';
import { ciphertextMember, type PartBuilder } from './part-builder.ts';
import { deepestNesting } from './preflight.ts';
import { TokenText } from './token-text.ts';

/** Where in the document an open container stands: decides which values are taken apart and which are kept whole. */
type Role = 'document' | 'outputs' | 'resources' | 'resource' | 'instances' | 'checks' | 'modules' | 'value';

interface Frame {
  readonly role: Role;
  readonly isArray: boolean;
  /** What the container holds so far, if it is kept whole; else null. */
  readonly elements: JsonValue[] | null;
  readonly members: Record<string, JsonValue> | null;
  /** Names seen so far in an object that is taken apart, to find the one that comes twice. */
  readonly names: Set<string> | null;
  name: string;
  index: number;
  /** Byte at which the container starts. */
  readonly offset: number;
}

type Expects = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'comma-or-end' | 'nothing';

/** Bytes that a number, true, false or null takes in memory, about. */
const scalarBytes = 8;

/** A `Tokenizer` that leaves numbers as they are written and gathers text within limits. */
class ExactTokenizer extends Tokenizer {
  numberText = '';

  constructor(text: TokenText, number: TokenText) {
    super();
    Reflect.set(this, 'bufferedString', text);
    Reflect.set(this, 'bufferedNumber', number);
  }

  protected override parseNumber(text: string): number {
    this.numberText = text;
    return 0;
  }
}

/**
 * Reads a document token by token and hands it to the builder part by part: memory is bounded by the largest part.
 * Finds what `JSON.parse` does not tell: duplicate members, exact numbers, the byte of a mistake.
 */
export class TokenReader {
  readonly #builder: PartBuilder;
  readonly #largestValue: number;
  readonly #encoding = new EncodingCheck();
  readonly #text: TokenText;
  readonly #tokenizer: ExactTokenizer;
  readonly #frames: Frame[] = [];
  #expects: Expects = 'value';
  #bytesRead = 0;
  /** Byte at which the last token starts. */
  #lastToken = 0;
  /** Byte at which the part starts that is being put together. */
  #partStart = 0;
  /** Bytes of members and instances that the builder has to keep, and of the block it is in. */
  #heldMembers = 0;
  #heldBlock = 0;
  #failure: unknown = null;

  /** @param largestValue bytes that one part of the document may take */
  constructor(builder: PartBuilder, largestValue: number) {
    this.#builder = builder;
    this.#largestValue = largestValue;
    const tooLarge = () => this.#tooLarge(this.#lastToken);
    this.#text = new TokenText(largestValue, tooLarge);
    this.#tokenizer = new ExactTokenizer(this.#text, new TokenText(largestValue, tooLarge));
    this.#tokenizer.onToken = ({ token, value, offset }) => this.#token(token, value, offset);
    this.#tokenizer.onError = (error) => {
      this.#failure ??= error;
    };
  }

  /** @throws StateDamagedError, and whatever the builder throws */
  write(chunk: Uint8Array): void {
    this.#bytesRead += chunk.length;
    this.#tokenize(this.#encoding.write(chunk));
  }

  /** To be called after the last chunk. @throws StateDamagedError, and whatever the builder throws */
  end(): void {
    this.#tokenize(this.#encoding.end());
    if (this.#bytesRead === 0)
      throw new StateDamagedError({ reason: 'empty', detail: 'the object is empty', offset: 0 });
    // A bare number ends only with the text.
    if (this.#frames.length === 0) this.#tokenizer.end();
    this.#throwFailure();
    if (this.#expects !== 'nothing') {
      throw this.#damage('truncated', 'the JSON ends before it is complete', this.#bytesRead);
    }
  }

  #tokenize(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#tokenizer.write(bytes);
    this.#throwFailure();
    if (this.#encoding.failure !== null) throw this.#encoding.failure;
  }

  #throwFailure(): void {
    if (this.#failure === null) return;
    if (!(this.#failure instanceof TokenizerError)) throw this.#failure;
    const [, position] = /absolute position "(\d+)"/.exec(this.#failure.message) ?? [];
    if (position === undefined) throw this.#damage('truncated', 'the JSON ends before it is complete', this.#bytesRead);
    throw this.#notJson(Number(position));
  }

  #token(token: TokenType, value: unknown, offset: number): void {
    this.#lastToken = offset;
    const top = this.#frames.at(-1);
    if (top?.role === 'value' && offset - this.#partStart > this.#largestValue) throw this.#tooLarge(this.#partStart);
    const expects = this.#expects;
    if (expects === 'colon') {
      if (token !== TokenType.COLON) throw this.#notJson(offset);
      this.#expects = 'value';
    } else if (token === TokenType.COMMA && expects === 'comma-or-end') {
      this.#expects = top?.isArray === true ? 'value' : 'name';
    } else if (top !== undefined && expects.endsWith('-or-end') && token === closing(top)) {
      this.#close(top);
    } else if (expects === 'name' || expects === 'name-or-end') {
      if (top === undefined || token !== TokenType.STRING) throw this.#notJson(offset);
      this.#name(top, String(value), offset);
    } else if (expects !== 'value' && expects !== 'value-or-end') {
      throw this.#notJson(offset);
    } else if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) {
      this.#open(top, token === TokenType.LEFT_BRACKET, offset);
    } else {
      const size = token === TokenType.STRING ? this.#text.byteLength : scalarBytes;
      this.#value(this.#scalar(token, value, offset), size);
    }
  }

  #name(top: Frame, name: string, offset: number): void {
    if (top.members === null ? top.names?.has(name) : Object.hasOwn(top.members, name)) {
      const detail = 'a member stands twice in one object, of which Terraform would silently take the last';
      throw this.#damage('duplicate-member', detail, offset, this.#pointer(name));
    }
    top.names?.add(name);
    top.name = name;
    this.#expects = 'colon';
    if (top.role === 'document') this.#text.isKept = name !== ciphertextMember || !this.#builder.isHoldingMembers;
  }

  #scalar(token: TokenType, value: unknown, offset: number): JsonScalar {
    if (token === TokenType.STRING) return String(value);
    if (token === TokenType.NUMBER) return numberOf(this.#tokenizer.numberText);
    if (token === TokenType.TRUE) return true;
    if (token === TokenType.FALSE) return false;
    if (token === TokenType.NULL) return null;
    throw this.#notJson(offset);
  }

  #open(top: Frame | undefined, isArray: boolean, offset: number): void {
    if (this.#frames.length >= deepestNesting) {
      throw this.#damage('nested-too-deep', `the JSON is nested deeper than ${deepestNesting} levels`, offset);
    }
    if (top === undefined && isArray) throw notAnObject();
    const role = roleOf(top, isArray);
    if (role === 'outputs' || role === 'resources' || role === 'modules') this.#builder.containerStart(role);
    if (role === 'resource') {
      this.#builder.resourceStart(top?.index ?? 0);
      this.#heldBlock = 0;
    }
    const isKept = role === 'value';
    if (isKept && top?.role !== 'value') this.#partStart = offset;
    this.#frames.push({
      role,
      isArray,
      elements: isKept && isArray ? [] : null,
      members: isKept && !isArray ? {} : null,
      names: isKept || isArray ? null : new Set(),
      name: '',
      index: 0,
      offset,
    });
    this.#expects = isArray ? 'value-or-end' : 'name-or-end';
  }

  #close(closed: Frame): void {
    this.#frames.pop();
    const { elements, members, offset, role } = closed;
    if (role === 'value') {
      this.#value(elements ?? members, this.#lastToken - offset);
      return;
    }
    if (role === 'resource') this.#builder.resourceEnd();
    this.#next();
  }

  /** Takes a value that is complete to where it belongs: to the builder, or into the value that holds it. */
  #value(value: JsonValue, size: number): void {
    const top = this.#frames.at(-1);
    if (top === undefined) throw notAnObject();
    const { role, name, index } = top;
    if (top.elements !== null) top.elements.push(value);
    else if (top.members !== null) setMember(top.members, name, value);
    else if (role === 'document') this.#member(name, value, size);
    else if (role === 'outputs') this.#builder.output(name, value);
    else if (role === 'resource') this.#resourceMember(name, value, size);
    else if (role === 'instances') this.#instance(index, value, size);
    else if (role === 'checks') this.#builder.check(index, value);
    else if (role === 'modules') this.#builder.module(index, value);
    else throw notAResource(index);
    this.#next();
  }

  #member(name: string, value: JsonValue, size: number): void {
    this.#builder.member(name, value);
    if (this.#builder.isHoldingMembers && this.#text.isKept) this.#heldMembers += size;
    this.#text.isKept = true;
    this.#refuseHeld();
  }

  #resourceMember(name: string, value: JsonValue, size: number): void {
    this.#builder.resourceMember(name, value);
    this.#heldBlock += size;
    this.#refuseHeld();
  }

  #instance(index: number, value: JsonValue, size: number): void {
    this.#builder.instance(index, value);
    if (!this.#builder.isHoldingInstances) return;
    this.#heldBlock += size;
    if (this.#heldMembers + this.#heldBlock > this.#largestValue && this.#builder.releaseInstances())
      this.#heldBlock = 0;
    this.#refuseHeld();
  }

  #refuseHeld(): void {
    if (this.#heldMembers + this.#heldBlock > this.#largestValue) throw this.#tooLarge(this.#lastToken);
  }

  #next(): void {
    const top = this.#frames.at(-1);
    if (top !== undefined) top.index++;
    this.#expects = top === undefined ? 'nothing' : 'comma-or-end';
  }

  /** Pointer of a member of the innermost object. */
  #pointer(name: string): string {
    const steps = this.#frames.slice(0, -1).map((frame) => (frame.isArray ? frame.index : frame.name));
    return [...steps, name].map((step) => `/${pointerToken(step)}`).join('');
  }

  #tooLarge(offset: number): StateDamagedError {
    const detail = `one part takes more than ${this.#largestValue} bytes (limits.largestValue)`;
    return this.#damage('value-too-large', detail, offset);
  }

  #notJson(offset: number): StateDamagedError {
    return this.#damage('not-json', 'the text is not JSON', offset);
  }

  #damage(reason: DamageReason, detail: string, offset: number, pointer?: string): StateDamagedError {
    return new StateDamagedError({ reason, detail, offset, ...(pointer === undefined ? {} : { pointer }) });
  }
}

function closing({ isArray }: Frame): TokenType {
  return isArray ? TokenType.RIGHT_BRACKET : TokenType.RIGHT_BRACE;
}

function roleOf(top: Frame | undefined, isArray: boolean): Role {
  if (top === undefined) return 'document';
  const { role, name } = top;
  if (role === 'document') {
    if (name === 'outputs' && !isArray) return 'outputs';
    if (name === 'resources' && isArray) return 'resources';
    if (name === 'check_results' && isArray) return 'checks';
    if (name === 'modules' && isArray) return 'modules';
  }
  if (role === 'resources' && !isArray) return 'resource';
  if (role === 'resource' && name === 'instances' && isArray) return 'instances';
  return 'value';
}

import { StateDamagedError } from './errors.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { invalidMember } from './members.ts';
import type { PartBuilder } from './part-builder.ts';
import type { Preflight } from './preflight.ts';
import { isContainer } from './walk.ts';

/**
 * Hands a document that fits into memory to the builder, parsed by `JSON.parse`: each resource block for itself, and the rest of
 * the document with `{}` in the place of the blocks. The document is JSON exactly if all of these are, and neither its text nor
 * its tree ever stands in memory as a whole.
 * @param bytes the document, UTF-8
 * @param seen what a look over the same bytes told
 * @returns false when the tokens have to be read one by one, and the parts handed out so far be forgotten: the text is no JSON,
 *   repeats a member, holds a number that a double would change or a name that V8 may mistake, or has parts with names that are
 *   array indices, which an object would put first
 * @throws StateDamagedError
 */
export function parseDocument(bytes: Buffer, seen: Preflight, builder: PartBuilder): boolean {
  if (seen.hasExactNumber || seen.hasEscapedName) return false;
  const document = parse(skeleton(bytes, seen.resources));
  if (document === undefined) return false;
  if (!isJsonObject(document)) throw notAnObject();
  if (isReordered(document) || isReordered(document.outputs)) return false;
  let members = countMembers(document);
  let read = 0;
  function nextBlock(): JsonValue | undefined {
    const [start, end] = seen.resources.slice(read, read + 2);
    if (start === undefined || end === undefined) return undefined;
    const block = parse(bytes.subarray(start, end));
    read += 2;
    if (block !== undefined) members += countMembers(block);
    return block;
  }
  return handOut(document, nextBlock, builder) && members === seen.members;
}

/** @returns undefined for what is no JSON */
function parse(bytes: Buffer): JsonValue | undefined {
  try {
    return JSON.parse(bytes.toString('utf8')) as JsonValue;
  } catch (error) {
    // The tokens tell at which byte; JSON.parse tells, if anything, at which character, and quotes the text.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** @param blocks starts and ends of what is cut out */
function skeleton(bytes: Buffer, blocks: readonly number[]): Buffer {
  const placeholder = Buffer.from('{}');
  const pieces: Buffer[] = [];
  let copied = 0;
  for (let at = 0; at + 1 < blocks.length; at += 2) {
    pieces.push(bytes.subarray(copied, blocks[at]), placeholder);
    copied = blocks[at + 1] ?? bytes.length;
  }
  return Buffer.concat([...pieces, bytes.subarray(copied)]);
}

/** The damage of JSON that is a list, a text, a number. */
export function notAnObject(): StateDamagedError {
  return new StateDamagedError({ reason: 'not-a-state', detail: 'the JSON is no object, so it is no Terraform state' });
}

/** The damage of an element of `resources` that is none. */
export function notAResource(index: number): StateDamagedError {
  return invalidMember('a resource is no object', `/resources/${index}`);
}

/** Array indices come first in an object, wherever they stood in the document: the first name gives them away. */
function isReordered(value: JsonValue | undefined): boolean {
  if (!isJsonObject(value)) return false;
  for (const name in value) return /^\d+$/.test(name);
  return false;
}

/** Members of all objects in a value, at any depth. Without recursion: a document may be nested deeply. */
function countMembers(root: JsonValue): number {
  let members = 0;
  const open: (readonly JsonValue[] | JsonObject)[] = isContainer(root) ? [root] : [];
  for (let container = open.pop(); container !== undefined; container = open.pop()) {
    if (isJsonArray(container)) {
      for (const value of container) if (isContainer(value)) open.push(value);
      continue;
    }
    // What JSON.parse made has no members but its own: a sixth of the time of listing their values.
    for (const name in container) {
      members++;
      const value = container[name];
      if (value !== undefined && isContainer(value)) open.push(value);
    }
  }
  return members;
}

/** @returns false when a block is missing or no JSON */
function handOut(document: JsonObject, nextBlock: () => JsonValue | undefined, builder: PartBuilder): boolean {
  for (const [name, value] of Object.entries(document)) {
    if (name === 'outputs' && isJsonObject(value)) {
      builder.containerStart(name);
      for (const [output, content] of Object.entries(value)) builder.output(output, content);
    } else if (name === 'resources' && isJsonArray(value)) {
      builder.containerStart(name);
      for (const [index, placeholder] of value.entries()) {
        if (!isJsonObject(placeholder)) throw notAResource(index);
        const resource = nextBlock();
        if (!isJsonObject(resource)) return false;
        handOutResource(index, resource, builder);
      }
    } else if (name === 'check_results' && isJsonArray(value)) {
      for (const [index, check] of value.entries()) builder.check(index, check);
    } else if (name === 'modules' && isJsonArray(value)) {
      builder.containerStart(name);
      for (const [index, module] of value.entries()) builder.module(index, module);
    } else {
      builder.member(name, value);
    }
  }
  return true;
}

function handOutResource(index: number, resource: JsonObject, builder: PartBuilder): void {
  builder.resourceStart(index);
  for (const [name, value] of Object.entries(resource)) {
    if (name === 'instances' && isJsonArray(value)) {
      for (const [instance, content] of value.entries()) builder.instance(instance, content);
    } else {
      builder.resourceMember(name, value);
    }
  }
  builder.resourceEnd();
}

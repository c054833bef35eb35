import { StateDamagedError } from './errors.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { invalidMember } from './members.ts';
import type { PartBuilder } from './part-builder.ts';
import type { Preflight } from './preflight.ts';
import { isContainer } from './walk.ts';

/** `JSON.parse` can't give the document exactly: its tokens have to be read one by one. */
export const needsTokens = Symbol('needs tokens');

/**
 * Hands a document that fits into memory to the builder, parsed by `JSON.parse`.
 * @param bytes the document, UTF-8
 * @param seen what a look over the same bytes told
 * @returns {@link needsTokens}, before any part was handed out, when the text is no JSON, repeats a member, holds a number that a
 *   double would change, or has parts with names that are array indices, which an object would put first
 * @throws StateDamagedError
 */
export function parseDocument(bytes: Buffer, seen: Preflight, builder: PartBuilder): typeof needsTokens | undefined {
  if (seen.hasExactNumber) return needsTokens;
  let document: JsonValue;
  try {
    document = JSON.parse(bytes.toString('utf8')) as JsonValue;
  } catch (error) {
    // The tokens tell at which byte; JSON.parse tells, if anything, at which character, and quotes the text.
    if (error instanceof SyntaxError) return needsTokens;
    throw error;
  }
  if (!isJsonObject(document)) throw notAnObject();
  if (countMembers(document) !== seen.members || isReordered(document) || isReordered(document.outputs)) {
    return needsTokens;
  }
  handOut(document, builder);
  return undefined;
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
    const values: readonly JsonValue[] = isJsonArray(container) ? container : Object.values(container);
    if (values !== container) members += values.length;
    for (const value of values) {
      if (typeof value === 'object' && value !== null) open.push(value as readonly JsonValue[] | JsonObject);
    }
  }
  return members;
}

function handOut(document: JsonObject, builder: PartBuilder): void {
  for (const [name, value] of Object.entries(document)) {
    if (name === 'outputs' && isJsonObject(value)) {
      builder.containerStart(name);
      for (const [output, content] of Object.entries(value)) builder.output(output, content);
    } else if (name === 'resources' && isJsonArray(value)) {
      builder.containerStart(name);
      for (const [index, resource] of value.entries()) handOutResource(index, resource, builder);
    } else if (name === 'check_results' && isJsonArray(value)) {
      for (const [index, check] of value.entries()) builder.check(index, check);
    } else if (name === 'modules' && isJsonArray(value)) {
      builder.containerStart(name);
      for (const [index, module] of value.entries()) builder.module(index, module);
    } else {
      builder.member(name, value);
    }
  }
}

function handOutResource(index: number, resource: JsonValue, builder: PartBuilder): void {
  if (!isJsonObject(resource)) throw notAResource(index);
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

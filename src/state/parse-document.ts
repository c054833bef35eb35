import { StateDamagedError } from './errors.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import type { PartBuilder } from './part-builder.ts';
import type { Preflight } from './preflight.ts';
import { countMembers } from './walk.ts';

/** What `JSON.parse` could not give exactly: the tokens have to be read one by one. */
export const needsTokens = Symbol('needs tokens');

/**
 * Hands a document that fits into memory to the builder, parsed by `JSON.parse`.
 * @returns {@link needsTokens} when the text is no JSON, repeats a member or holds a number that a double would change
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
  if (countMembers(document) !== seen.members) return needsTokens;
  handOut(document, builder);
  return undefined;
}

export function notAnObject(): StateDamagedError {
  return new StateDamagedError({ reason: 'not-a-state', detail: 'the JSON is no object, so it is no Terraform state' });
}

function handOut(document: JsonObject, builder: PartBuilder): void {
  for (const [name, value] of Object.entries(document)) {
    if (name === 'outputs' && isJsonObject(value)) {
      for (const [output, content] of Object.entries(value)) builder.output(output, content);
    } else if (name === 'resources' && isJsonArray(value)) {
      builder.listStart('resources');
      for (const [index, resource] of value.entries()) handOutResource(index, resource, builder);
    } else if (name === 'check_results' && isJsonArray(value)) {
      for (const [index, check] of value.entries()) builder.check(index, check);
    } else if (name === 'modules' && isJsonArray(value)) {
      builder.listStart('modules');
      for (const [index, module] of value.entries()) builder.module(index, module);
    } else {
      builder.member(name, value);
    }
  }
}

function handOutResource(index: number, resource: JsonValue, builder: PartBuilder): void {
  if (!isJsonObject(resource)) throw noResource(index);
  builder.resourceStart();
  for (const [name, value] of Object.entries(resource)) {
    if (name === 'instances' && isJsonArray(value)) {
      for (const [instance, content] of value.entries()) builder.instance(index, instance, content);
    } else {
      builder.resourceMember(name, value);
    }
  }
  builder.resourceEnd(index);
}

export function noResource(index: number): StateDamagedError {
  return new StateDamagedError({
    reason: 'invalid-member',
    detail: 'a resource is no object',
    pointer: `/resources/${index}`,
  });
}

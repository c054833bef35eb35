import { expect, test } from 'vitest';
import { isDamaged, type TagObject, taggedObject } from '../../../src/git/repository.ts';

const tag: TagObject = {
  oid: 'a'.repeat(40),
  objectOid: 'b'.repeat(40),
  objectType: 'commit',
  name: 'v1.0.0',
  tagger: null,
  message: 'release\n',
  trailers: [],
  signature: null,
  nested: null,
};
const outer: TagObject = { ...tag, objectOid: tag.oid, objectType: 'tag', nested: tag };

test('a tag of a tag says in the end which commit', () => {
  expect(taggedObject(outer)).toEqual({ oid: 'b'.repeat(40), type: 'commit' });
});

test('nothing is said of what lies behind a damaged tag', () => {
  const damaged = { oid: tag.oid, damage: 'no line says what is tagged' };
  expect(isDamaged(damaged)).toBe(true);
  expect(taggedObject({ ...outer, nested: damaged })).toBeNull();
});

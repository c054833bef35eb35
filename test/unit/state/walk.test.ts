import { expect, test } from 'vitest';
import { ExactNumber, type JsonValue } from '../../../src/state/json.ts';
import { walkPart } from '../../../src/state/walk.ts';

test('the walk says of each scalar what holds it and where it stands', () => {
  const seen: unknown[] = [];
  const value = {
    user: { 'a/b': [['x'], { '': null }] },
    none: {},
    empty: [],
    n: new ExactNumber('12345678901234567890'),
  };
  walkPart({ pointer: '/base', value }, (cursor) => {
    seen.push([cursor.pointer(), cursor.value, cursor.member, cursor.owner, cursor.depth, cursor.path()]);
  });
  expect(seen).toEqual([
    ['/base/user/a~1b/0/0', 'x', null, 'a/b', 4, ['user', 'a/b', 0, 0]],
    ['/base/user/a~1b/1/', null, '', '', 4, ['user', 'a/b', 1, '']],
    ['/base/n', value.n, 'n', 'n', 1, ['n']],
  ]);
});

test('a part that is a scalar is walked too', () => {
  const seen: unknown[] = [];
  walkPart({ pointer: '/serial', value: 7 }, (cursor) => {
    seen.push([cursor.pointer(), cursor.value, cursor.member, cursor.owner, cursor.depth, cursor.path()]);
  });
  expect(seen).toEqual([['/serial', 7, null, null, 0, []]]);
});

test('the walk says what stands beside a scalar, and above it', () => {
  const seen: unknown[] = [];
  walkPart({ pointer: '', value: { env: [{ name: 'A', value: 'x' }], list: ['y'] } }, (cursor) => {
    const beside = [cursor.sibling('name'), cursor.sibling('toString')];
    seen.push([cursor.value, ...beside, cursor.step(0), cursor.step(1), cursor.step(3)]);
  });
  expect(seen).toEqual([
    ['A', 'A', undefined, 'env', 0, null],
    ['x', 'A', undefined, 'env', 0, null],
    ['y', undefined, undefined, 'list', 0, null],
  ]);
});

test('one cursor serves the whole walk', () => {
  const cursors = new Set<unknown>();
  walkPart({ pointer: '', value: [1, [2, { a: 3 }]] }, (cursor) => cursors.add(cursor));
  expect(cursors.size).toBe(1);
});

test('depth costs no stack', () => {
  let value: JsonValue = 'deep';
  for (let level = 0; level < 200_000; level++) value = [value];
  let pointer = '';
  walkPart({ pointer: '', value }, (cursor) => {
    pointer = cursor.pointer();
  });
  expect(pointer).toHaveLength(400_000);
});

import { describe, expect, test } from 'vitest';
import type { InstancePart } from '../../../src/state/part.ts';
import { resolveSensitivePaths, type SensitivePlace } from '../../../src/state/sensitive.ts';
import { block, document, partsOf } from '../../support/read-document.ts';

const attribute = (value: string) => ({ type: 'get_attr', value });
const key = (value: string) => ({ type: 'index', value: { value, type: 'string' } });
const index = (value: number) => ({ type: 'index', value: { value, type: 'number' } });

const attributes = {
  password: 'made-up-1',
  empty: null,
  tags: { k: 'made-up-2', 'a/b': 'made-up-3' },
  users: [{ name: 'a', token: 'made-up-4' }],
  input: { value: { password: 'made-up-5', list: ['made-up-6'] }, type: ['object', { password: 'string' }] },
  nested: { value: { value: 'made-up-7' }, type: ['object', { value: 'string' }] },
  whole: { value: 'made-up-8', type: 'string' },
  setting: { value: 'made-up-9', type: 'SecureString' },
  keys: ['made-up-10', 'made-up-11'],
};

async function placesOf(...paths: unknown[]): Promise<readonly SensitivePlace[]> {
  const instances = [{ attributes, sensitive_attributes: paths }];
  const parts = await partsOf(document({ resources: [block({ instances })] }));
  const instance = parts.find((part): part is InstancePart => part.kind === 'instance');
  return instance === undefined ? [] : resolveSensitivePaths(instance);
}

describe('a sensitive path', () => {
  test.each([
    ['of an attribute', [attribute('password')], ['password'], 'made-up-1'],
    ['of a key in a map', [attribute('tags'), key('a/b')], ['tags', 'a/b'], 'made-up-3'],
    [
      'of an attribute of a block',
      [attribute('users'), index(0), attribute('token')],
      ['users', 0, 'token'],
      'made-up-4',
    ],
    ['of a whole block', [attribute('users')], ['users'], attributes.users],
    [
      'through a dynamic attribute',
      [attribute('input'), attribute('password')],
      ['input', 'value', 'password'],
      'made-up-5',
    ],
    [
      'of an element in a dynamic attribute',
      [attribute('input'), attribute('list'), index(0)],
      ['input', 'value', 'list', 0],
      'made-up-6',
    ],
    [
      'of a name like that of the wrapper',
      [attribute('nested'), attribute('value')],
      ['nested', 'value', 'value'],
      'made-up-7',
    ],
    ['of a whole dynamic attribute', [attribute('whole')], ['whole', 'value'], 'made-up-8'],
    [
      'of what only looks like a wrapper',
      [attribute('setting'), attribute('value')],
      ['setting', 'value'],
      'made-up-9',
    ],
    [
      'into a set, which ends there',
      [attribute('keys'), { type: 'index', value: { value: true, type: 'bool' } }],
      ['keys'],
      attributes.keys,
    ],
    ['of everything', [], [], attributes],
  ])('%s leads to its place', async (_name, steps, path, value) => {
    expect(await placesOf(steps)).toEqual([{ path, value }]);
  });

  test.each([
    ['to null', [attribute('empty')]],
    ['to nothing', [attribute('gone'), attribute('a')]],
    ['to what every object inherits', [attribute('constructor')]],
    ['beyond the end of a list', [attribute('users'), index(4)]],
    ['below a text', [attribute('password'), attribute('a')]],
  ])('%s is passed by', async (_name, steps) => {
    expect(await placesOf(steps)).toEqual([]);
  });

  test('is one of many', async () => {
    expect(await placesOf([attribute('password')], [attribute('empty')], [attribute('tags'), key('k')])).toHaveLength(
      2,
    );
  });
});

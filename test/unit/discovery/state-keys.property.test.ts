import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { includeFor, stateKeyOf } from '../../../src/discovery/state-keys.ts';
import { selectStates } from '../../../src/sources/state-names.ts';
import { anyKey } from '../../support/any-key.ts';

describe('a key speaks of a state', () => {
  test.each([
    ['prod/net.tfstate', 'prod/net.tfstate'],
    ['prod/net.tfstate.tflock', 'prod/net.tfstate'],
    ['env:/prod/network', 'env:/prod/network'],
    ['network.tflock', 'network'],
  ])('%s: %s', (key, state) => expect(stateKeyOf(key)).toBe(state));

  test.each([
    'app.log',
    'net.tfstate.backup',
    'env:/prod/',
    'env:/prod',
    '.net.lock.info',
    '.tflock',
    'tfstate',
    'x/.tflock',
  ])('not %s', (key) => expect(stateKeyOf(key)).toBeNull());
});

test('whatever is taken for a state is one for the source that is proposed', () => {
  fc.assert(
    fc.property(fc.array(anyKey, { maxLength: 40 }), (keys) => {
      const states = keys.flatMap((key) => stateKeyOf(key) ?? []);
      const include = includeFor(states);
      const source = selectStates(include === undefined ? {} : { include });
      expect(states.filter((key) => !source.isState(key))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('keys that all end in .tfstate need no globs', () => {
  expect(includeFor(['a.tfstate', 'env:/prod/a.tfstate'])).toBeUndefined();
});

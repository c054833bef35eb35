import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/config/environments.ts';
import { proposeEnvironments } from '../../../src/discovery/environments.ts';
import { anyKey } from '../../support/any-key.ts';

const proposed = (...keys: string[]) =>
  proposeEnvironments(keys).map(({ name, match, states }) => [name, match, states]);

describe('environments are proposed from folders, workspaces and names', () => {
  test('with the share of the states', () => {
    expect(
      proposed('prod/a.tfstate', 'prod/b.tfstate', 'env:/staging/a.tfstate', 'live/dev/a.tfstate', 'dns.tfstate'),
    ).toEqual([
      ['production', ['prod/**'], 2],
      ['staging', ['env:/staging/**'], 1],
      ['development', ['**/dev/**'], 1],
    ]);
  });

  test('with one glob for a word that stands in many places', () => {
    expect(proposed('prod/a.tfstate', 'a/prod/b.tfstate')).toEqual([['production', ['**/prod/**'], 2]]);
    expect(proposed('prod/a.tfstate', 'net-prod.tfstate')).toEqual([
      ['production', ['**/?(*[-_.])prod?([-_.]*)/**'], 2],
    ]);
  });

  test('what denies production is none', () => {
    expect(proposed('nonprod/a.tfstate', 'prod/a.tfstate').map(([name, , states]) => [name, states])).toEqual([
      ['staging', 1],
      ['production', 1],
    ]);
  });

  test('words inside of words are no environments', () => {
    expect(proposed('products/a.tfstate', 'devices/latest.tfstate')).toEqual([]);
    expect(proposed('prod/a.tfstate', 'products/a.tfstate', 'byprod/a.tfstate')).toEqual([
      ['production', ['prod/**'], 1],
    ]);
  });
});

test('the shares are what a scan will find, and no environment is empty', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyKey, { maxLength: 40 }), (keys) => {
      const environments = proposeEnvironments(keys);
      const rules = environments.map((environment, index) => ({ ...environment, name: String(index), owner: '' }));
      const counts = environments.map(
        (_, index) => keys.filter((key) => classify(key, rules).name === String(index)).length,
      );
      expect(environments.map(({ states }) => states)).toEqual(counts);
      expect(counts.every((count) => count > 0)).toBe(true);
    }),
  );
});

import { describe, expect, test } from 'vitest';
import { classify, type EnvironmentRule, environmentsSchema } from '../../../src/config/environments.ts';

describe('without configuration', () => {
  const environments = environmentsSchema.parse(undefined);

  test.each([
    ['prod/network/terraform.tfstate', 'production'],
    ['network/production/terraform.tfstate', 'production'],
    ['env:/prod/network/terraform.tfstate', 'production'],
    ['terraform.tfstate.d/prod/terraform.tfstate', 'production'],
    ['network/prod.tfstate', 'production'],
    ['network-prod.tfstate', 'production'],
    ['acme-prod-eu/network.tfstate', 'production'],
    ['Prod/network.tfstate', 'production'],
    ['staging/network.tfstate', 'staging'],
    ['env:/stage/network.tfstate', 'staging'],
    ['dev/network.tfstate', 'development'],
    ['test/network.tfstate', 'development'],
    ['network/development.tfstate', 'development'],
  ])('%s belongs to %s', (key, name) => {
    expect(classify(key, environments).name).toBe(name);
  });

  test.each(['product/catalogue.tfstate', 'delivery/x.tfstate', 'latest/x.tfstate', 'contest.tfstate'])(
    'a part of a word is no environment: %s',
    (key) => {
      expect(classify(key, environments)).toEqual({ name: 'default', criticality: 'staging', owner: '' });
    },
  );

  test.each(['non-prod/x.tfstate', 'nonprod/x.tfstate', 'pre-prod/x.tfstate', 'x-preprod.tfstate'])(
    'what denies production is staging: %s',
    (key) => {
      expect(classify(key, environments).criticality).toBe('staging');
    },
  );

  test('a key that speaks of several belongs to the one that needs most care', () => {
    expect(classify('prod/dev-tools/terraform.tfstate', environments).name).toBe('production');
    expect(classify('dev/sync-from-prod/terraform.tfstate', environments).name).toBe('production');
  });
});

describe('as configured', () => {
  const environments: readonly EnvironmentRule[] = [
    { name: 'live', match: ['payments/prod/**'], criticality: 'production', owner: 'payments' },
    { name: 'live', match: ['*/prod/**', 'env:/prod/**'], criticality: 'production', owner: 'platform' },
  ];

  test('the first match wins, and one name may have several owners', () => {
    expect(classify('payments/prod/a.tfstate', environments)).toEqual({
      name: 'live',
      criticality: 'production',
      owner: 'payments',
    });
    expect(classify('network/prod/a.tfstate', environments).owner).toBe('platform');
    expect(classify('env:/prod/a.tfstate', environments).owner).toBe('platform');
  });

  test('what no entry matches stands by itself', () => {
    expect(classify('a/b/prod/c.tfstate', environments).name).toBe('default');
    expect(classify('x', []).name).toBe('default');
  });

  test('keys may hold what means something in a glob', () => {
    expect(classify('payments/prod/[a]*{b}/x.tfstate', environments).owner).toBe('payments');
  });
});

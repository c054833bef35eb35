import { describe, expect, test } from 'vitest';
import { selectStates } from '../../../src/sources/state-names.ts';

const key = 'prod/net/terraform.tfstate';

describe('isState', () => {
  test.each([
    ['whatever ends in .tfstate', {}, [key, 'a.tfstate', 'env:/dev/a.tfstate', 'errored.tfstate', 'x/.tfstate']],
    ['a glob that ends in ** only narrows', { include: ['prod/**'] }, [key]],
    ['a glob that says a name lets it in', { include: ['prod/net/*.json'] }, ['prod/net/a.json']],
    ['any name, if asked for', { include: ['plain/?*'] }, ['plain/app']],
    ['globs together', { include: ['prod/**', 'plain/app'] }, [key, 'plain/app']],
    ['brackets are part of a glob', { include: ['[pd]*/**'] }, [key]],
  ])('%s', (_, globs, expected) => {
    const others = ['plain/app', 'prod/net/a.json', 'prod/net/main.tf', 'a.tfstate.backup', 'tfstate', 'prod/'];
    const locks = [`${key}.tflock`, 'prod/net/.terraform.tfstate.lock.info', 'plain/app.tflock'];
    const candidates = [key, 'a.tfstate', 'env:/dev/a.tfstate', 'errored.tfstate', 'x/.tfstate', ...others, ...locks];
    expect(candidates.filter(selectStates(globs).isState)).toEqual(expected);
  });

  test('what is excluded stays out, included or not', () => {
    const { isState } = selectStates({ include: ['prod/**'], exclude: ['**/net/**'] });
    expect([key, 'prod/app.tfstate', 'dev/app.tfstate'].filter(isState)).toEqual(['prod/app.tfstate']);
  });
});

describe('mayHoldStates', () => {
  test('a folder that is excluded with all it holds need not be readable', () => {
    const { mayHoldStates } = selectStates({ exclude: ['prod/**', '**/old/**', 'dev/*'] });
    expect(['prod', 'dev', 'a/old', 'older'].map(mayHoldStates)).toEqual([false, true, false, true]);
  });

  test('nor one that no included glob reaches', () => {
    const { mayHoldStates } = selectStates({ include: ['prod/eu/*.tfstate'] });
    expect(['prod', 'prod/eu', 'prod/eu/x', 'prod/us', 'dev'].map(mayHoldStates)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(selectStates({ include: ['!prod/**'] }).mayHoldStates('dev')).toBe(true);
  });
});

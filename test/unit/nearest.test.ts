import { expect, test } from 'vitest';
import { nearest } from '../../src/nearest.ts';

test.each([
  ['stael', ['stale', 'orphaned'], 'stale'],
  ['PROD', ['staging', 'production'], 'production'],
  ['lock', ['locks'], 'locks'],
  ['state/taintd', ['state/tainted', 'state/empty'], 'state/tainted'],
  ['retries', ['region', 'bucket'], undefined],
  ['x', ['yes', 'no'], undefined],
  ['anything', [], undefined],
])('%s among %j was meant to be %s', (word, candidates, meant) => {
  expect(nearest(word, candidates)).toBe(meant);
});

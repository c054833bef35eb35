import { expect, test } from 'vitest';
import { bundleFunction } from '../../lib/function-bundle.ts';

// A function that starts slowly answers a change of a state slowly.

test.each(['dispatch', 'scan', 'alert', 'vault'] as const)('%s reads at most one MiB of code at its start', (entry) => {
  const { startBytes, files } = bundleFunction(entry);
  expect(startBytes).toBeLessThanOrEqual(1024 ** 2);
  expect(files.map(({ name }) => name)).toContain('index.mjs');
});

test('a scan without repositories reads nothing of git and its hosts', () => {
  const { files } = bundleFunction('scan');
  const index = files.find(({ name }) => name === 'index.mjs');
  expect(Buffer.from(index?.contents ?? []).toString()).not.toContain('isomorphic-git');
});

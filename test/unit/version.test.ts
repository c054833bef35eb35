import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { version } from '../../src/version.ts';

test('the version that reports tell is the one of the package', async () => {
  expect(JSON.parse(await readFile('package.json', 'utf8'))).toMatchObject({ version });
});

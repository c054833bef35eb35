import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { trailersOf } from '../../src/git/trailers.ts';
import { TestRepository } from '../support/git.ts';

// What counts as a trailer is git's to say: its own reading is the expectation.

const folder = mkdtempSync(join(tmpdir(), 'statewarden-trailers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const line = fc.constantFrom(
  '',
  '',
  ' ',
  'title',
  'prose, not a trailer',
  'Manifest-SHA256: abc',
  'manifest-sha256:def',
  'Approved-by : Ada',
  'Empty:',
  'two words: no key',
  'Key_1: no key either',
  ' folded',
  '\tfolded',
  'Signed-off-by: Ada <ada@example.com>',
  '(cherry picked from commit 0123456789)',
  '# a comment',
  'https://example.com/a',
  '---',
  ': no key',
);

test('a trailer is what git takes for one', async () => {
  const repository = await TestRepository.create(folder, 'trailers');
  const commit = await repository.commit({ 'main.tf': '' });
  const messages = fc
    .sample(fc.array(line, { minLength: 1, maxLength: 12 }), 2_000)
    .map((lines) => `${lines.join('\n')}\n`);
  const stream = messages.map(
    (message, index) =>
      `tag t${index}\nfrom ${commit}\ntagger P <p@example.com> 1793527200 +0000\ndata ${Buffer.byteLength(message)}\n${message}\n`,
  );
  await repository.git(['fast-import', '--quiet'], stream.join(''));
  const told = await repository.git([
    'for-each-ref',
    '--format=%(refname)%00%(contents:trailers:only,unfold)%00',
    'refs/tags',
  ]);
  const parts = told.split('\0');
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const message = messages[Number(parts[at]?.replace(/^\s*refs\/tags\/t/, ''))] ?? '';
    const ours = trailersOf(message).map(({ key, value }) => `${key}: ${value}`.trim());
    const gits = (parts[at + 1] ?? '')
      .split('\n')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    expect(ours, JSON.stringify(message)).toEqual(gits);
  }
});

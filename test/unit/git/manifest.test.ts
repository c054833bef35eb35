import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeManifest, manifestIncludes, manifestOf, trailerOf } from '../../../src/git/manifest.ts';
import { trailersOf } from '../../../src/git/trailers.ts';
import { run } from '../../support/git.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'statewarden-manifest-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const usual = { include: manifestIncludes, exclude: [] };

test('a manifest is one line for each file, in the order of the bytes of their paths', async () => {
  write('main.tf', 'b');
  write('modules/network/main.tf', 'c');
  write('Z.tf', 'a');
  write('.terraform.lock.hcl', 'd');
  write('notes.md', 'not deployed');
  write('terraform.tfstate', 'not deployed');
  write('.terraform/modules/copy/main.tf', 'left behind');
  const manifest = await manifestOf(folder, usual);
  const text = [
    `${sha256('d')}  .terraform.lock.hcl\n`,
    `${sha256('a')}  Z.tf\n`,
    `${sha256('b')}  main.tf\n`,
    `${sha256('c')}  modules/network/main.tf\n`,
  ].join('');
  expect(manifest).toEqual({ files: 4, text, sha256: sha256(text) });
});

test('the trailer is one that git reads back', async () => {
  write('main.tf', '');
  const manifest = await manifestOf(folder, usual);
  expect(trailersOf(`Release\n\n${trailerOf(manifest)}\n`)).toEqual([
    { key: 'Manifest-SHA256', value: manifest.sha256 },
  ]);
});

test('globs choose, and take out', async () => {
  write('main.tf', 'a');
  write('scripts/start.sh', 'b');
  write('secret.auto.tfvars', 'c');
  const manifest = await manifestOf(folder, {
    include: [...manifestIncludes, 'scripts/**'],
    exclude: ['*.auto.tfvars'],
  });
  expect(manifest.text).toBe(`${sha256('a')}  main.tf\n${sha256('b')}  scripts/start.sh\n`);
});

test('links to folders that are excluded, and links that lead nowhere and are not chosen, are left out', async () => {
  write('main.tf', 'a');
  symlinkSync('.', join(folder, 'modules'));
  symlinkSync('nowhere', join(folder, 'dangling'));
  expect(await manifestOf(folder, { include: manifestIncludes, exclude: ['modules'] })).toMatchObject({ files: 1 });
});

test('a link counts as what it leads to', async () => {
  write('common.tf', 'common');
  mkdirSync(join(folder, 'production'));
  symlinkSync('../common.tf', join(folder, 'production/common.tf'));
  const { text } = await manifestOf(folder, usual);
  expect(text).toBe(`${sha256('common')}  common.tf\n${sha256('common')}  production/common.tf\n`);
});

test.each([
  ['a folder that is not there', () => rmSync(folder, { recursive: true }), 'ENOENT'],
  ['a folder without configuration', () => write('notes.md', ''), 'no file is chosen'],
  [
    'a link that leads nowhere',
    () => symlinkSync('nowhere', join(folder, 'main.tf')),
    "main.tf: it can't be read (ENOENT)",
  ],
  ['a link to a folder', () => symlinkSync('.', join(folder, 'main.tf')), 'a link to a folder'],
  [
    'a folder that is linked in, and would go unsigned',
    () => symlinkSync('.', join(folder, 'modules')),
    'modules: it is a link',
  ],
  ['a name of two lines', () => write('a\nb.tf', ''), '"a\\nb.tf"'],
])('%s makes no manifest', async (_, make, message) => {
  make();
  await expect(manifestOf(folder, usual)).rejects.toThrow(message);
});

test('sha256sum checks a manifest, and finds its checksum', async () => {
  write('main.tf', 'a');
  write('modules/größe und $mehr/main.tf', 'b');
  const manifest = await manifestOf(folder, usual);
  const check = await run('sha256sum', ['--check', '--strict', '-'], { cwd: folder, input: manifest.text });
  expect(check.toString()).toContain('main.tf: OK');
  const sum = await run('sha256sum', ['-'], { input: manifest.text });
  expect(sum.toString().slice(0, 64)).toBe(manifest.sha256);
});

test('the order in which a file system tells its files changes nothing, every other change does', () => {
  const path = fc.stringMatching(/^[^\p{C}\\/]{1,10}(\/[^\p{C}\\/]{1,10})?$/u);
  const sum = fc.record({ path, sha256: fc.stringMatching(/^[0-9a-f]{64}$/) });
  const sums = fc.uniqueArray(sum, { selector: (one) => one.path, minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(sums, fc.nat(), (files, at) => {
      const manifest = makeManifest(files);
      expect(makeManifest(files.toReversed())).toEqual(manifest);
      const index = at % files.length;
      const flipped = files.map((file, one) =>
        one === index ? { ...file, sha256: file.sha256.replace(/./, (digit) => (digit === '0' ? '1' : '0')) } : file,
      );
      expect(makeManifest(flipped).sha256).not.toBe(manifest.sha256);
      const renamed = files.map((file, one) => (one === index ? { ...file, path: `${file.path}x` } : file));
      expect(makeManifest(renamed).sha256).not.toBe(manifest.sha256);
    }),
  );
});

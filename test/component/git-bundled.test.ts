import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { TestRepository } from '../support/git.ts';
import { makeTagMemory } from '../support/tag-memory.ts';

// Libraries that are loaded when they are needed come in files of their own in a function's bundle, and have other exports there.

const clock = () => new Date('2026-11-21T10:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'statewarden-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Module = typeof import('../../src/git/open-repository.ts');

test('what is loaded late is found in a bundle too', async () => {
  buildSync({
    entryPoints: [resolve(import.meta.dirname, '../../src/git/open-repository.ts')],
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    outExtension: { '.js': '.mjs' },
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  const { openRepository } = (await import(pathToFileURL(join(folder, 'open-repository.mjs')).href)) as Module;
  const origin = await TestRepository.create(folder, 'infrastructure');
  const commit = await origin.commit({ 'main.tf': '# first\n' });
  const oid = await origin.tag('v1.0.0', commit, 'release\n');
  const signal = AbortSignal.timeout(30_000);
  const dependencies = { memory: makeTagMemory(), environment: {}, clock };
  const clone = openRepository({ name: 'infrastructure', path: origin.path }, dependencies);
  expect((await clone.tagObjects([oid], signal)).get(oid)).toMatchObject({ name: 'v1.0.0' });
  const github = openRepository(
    { name: 'infrastructure', url: 'http://127.0.0.1:1/a/b', host: 'github' },
    dependencies,
  );
  await expect(github.protection?.branch('main', signal)).rejects.toThrow('ECONNREFUSED');
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRepository } from '../../src/git/open-repository.ts';
import type { CommitReader, Repository } from '../../src/git/repository.ts';
import { run, TestRepository } from '../support/git.ts';
import { makeTagMemory } from '../support/tag-memory.ts';

// Repositories that lie on this machine, as git itself lays them out.

const clock = () => new Date('2026-11-21T10:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'statewarden-clone-'));
const signal = AbortSignal.timeout(300_000);
let origin: TestRepository;
let first: string;
let second: string;

beforeAll(async () => {
  origin = await TestRepository.create(folder, 'infrastructure');
  first = await origin.commit({ 'main.tf': '# first\n', 'modules/network/main.tf': '# network\n' });
  second = await origin.commit({ '.github/CODEOWNERS': '* @acme/platform\n' });
  await origin.commit({ 'side.tf': '# side\n' }, 'side');
  await origin.tag('v1.0.0', first, 'Release\n\nManifest-SHA256: abc\n');
  await origin.tag('outer', await origin.git(['rev-parse', 'refs/tags/v1.0.0']), 'outer\n');
  await origin.git(['tag', 'light', first]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = (path: string): Repository =>
  openRepository({ name: 'infrastructure', path }, { memory: makeTagMemory(), environment: {}, clock });
function commitsOf(path: string): CommitReader {
  const { commits } = open(path);
  if (commits === null) throw new Error('a clone can be looked into');
  return commits;
}

test.each(['loose refs', 'packed refs', 'a clone', 'a worktree'])('%s tell the same', async (layout) => {
  const path = await laidOut(layout);
  const repository = open(path);
  const oid = await origin.git(['rev-parse', 'refs/tags/v1.0.0']);
  const refs = await repository.refs(signal);
  expect(refs.tags).toEqual([
    { name: 'refs/tags/light', oid: first, peeled: null },
    { name: 'refs/tags/outer', oid: await origin.git(['rev-parse', 'refs/tags/outer']), peeled: first },
    { name: 'refs/tags/v1.0.0', oid, peeled: first },
  ]);
  expect(refs.branches.find(({ name }) => name === 'refs/heads/main')?.oid).toBe(second);
  expect(refs.defaultBranch).toBe('main');
  expect((await repository.tagObjects([oid], signal)).get(oid)).toMatchObject({
    objectOid: first,
    trailers: [{ key: 'Manifest-SHA256', value: 'abc' }],
  });
});

let layouts = 0;
async function laidOut(layout: string): Promise<string> {
  const path = join(folder, `layout-${layouts++}`);
  if (layout === 'a clone') await run('git', ['clone', '--quiet', origin.path, path]);
  if (layout === 'a worktree') await origin.git(['worktree', 'add', '--quiet', '--force', path, 'main']);
  if (layout === 'packed refs') {
    await run('git', ['clone', '--quiet', '--mirror', origin.path, path]);
    await run('git', ['-C', path, 'pack-refs', '--all']);
  }
  return layout === 'loose refs' ? origin.path : path;
}

test('a moved tag counts as it is now, though an older one is packed', async () => {
  const path = await laidOut('packed refs');
  await run('git', ['-C', path, 'tag', '--force', 'light', second]);
  const { tags } = await open(path).refs(signal);
  expect(tags.find(({ name }) => name === 'refs/tags/light')?.oid).toBe(second);
});

test('a commit is on a branch, or it is not', async () => {
  const commits = commitsOf(origin.path);
  const side = await origin.git(['rev-parse', 'refs/heads/side']);
  expect(await commits.reaches('main', first, signal)).toBe(true);
  expect(await commits.reaches('main', second, signal)).toBe(true);
  expect(await commits.reaches('main', side, signal)).toBe(false);
  await expect(commits.reaches('release', first, signal)).rejects.toMatchObject({ failure: 'not-found' });
  await expect(commits.reaches('main', 'f'.repeat(40), signal)).resolves.toBe(false);
});

test('a branch counts as it was fetched, not as it lies unpushed on this machine', async () => {
  const path = await laidOut('a clone');
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com'];
  await run('git', ['-C', path, ...identity, 'commit', '--quiet', '--allow-empty', '-m', 'mine alone']);
  const mine = (await run('git', ['-C', path, 'rev-parse', 'HEAD'])).toString().trim();
  expect(await commitsOf(path).reaches('main', mine, signal)).toBe(false);
  expect(await commitsOf(path).reaches('main', second, signal)).toBe(true);
});

test('a shallow clone says that it can not tell', async () => {
  const path = join(folder, 'shallow');
  await run('git', ['clone', '--quiet', '--depth=1', `file://${origin.path}`, path]);
  await expect(commitsOf(path).reaches('main', 'f'.repeat(40), signal)).rejects.toThrow('the clone is shallow');
  expect(await commitsOf(path).reaches('main', second, signal)).toBe(true);
});

test('folders and files are there, or they are not', async () => {
  const commits = commitsOf(origin.path);
  expect(await commits.entries('main', '', signal)).toEqual([
    { name: '.github', kind: 'folder' },
    { name: 'main.tf', kind: 'file' },
    { name: 'modules', kind: 'folder' },
  ]);
  expect(await commits.entries(first, 'modules', signal)).toEqual([{ name: 'network', kind: 'folder' }]);
  expect(await commits.entries('main', 'environments', signal)).toBeNull();
  expect(await commits.entries('main', 'main.tf', signal)).toBeNull();
  expect(await commits.text('main', '.github/CODEOWNERS', signal)).toBe('* @acme/platform\n');
  expect(await commits.text(first, '.github/CODEOWNERS', signal)).toBeNull();
  expect(await commits.text('main', 'modules', signal)).toBeNull();
});

test('an empty repository has nothing, and knows the name of its branch', async () => {
  const { path } = await TestRepository.create(folder, 'empty');
  expect(await open(path).refs(signal)).toEqual({ tags: [], branches: [], defaultBranch: 'main' });
});

test('names by SHA-256 are read, what was signed off in such a repository is not', async () => {
  const modern = await TestRepository.create(folder, 'modern', ['--object-format=sha256']);
  const commit = await modern.commit({ 'main.tf': '# first\n' });
  const oid = await modern.tag('v1.0.0', commit, 'release\n');
  await modern.git(['pack-refs', '--all']);
  const repository = open(modern.path);
  expect((await repository.refs(signal)).tags).toEqual([{ name: 'refs/tags/v1.0.0', oid, peeled: commit }]);
  await expect(repository.tagObjects([oid], signal)).rejects.toThrow('SHA-256');
});

test('what git is just writing is no tag, and what it wrote badly is no deleted one', async () => {
  const path = await laidOut('packed refs');
  writeFileSync(join(path, 'refs/tags/v2.lock'), `${first}\n`);
  expect((await open(path).refs(signal)).tags).toHaveLength(3);
  writeFileSync(join(path, 'refs/tags/v3'), '');
  await expect(open(path).refs(signal)).rejects.toThrow('holds no object id');
});

test('a folder without a repository, and a damaged one, say so', async () => {
  await expect(open(folder).refs(signal)).rejects.toThrow('there is no git repository');
  const broken = await TestRepository.create(folder, 'broken');
  writeFileSync(join(broken.path, 'refs/tags/v1'), `${'a'.repeat(40)}\n`);
  await expect(open(broken.path).refs(signal)).rejects.toMatchObject({ failure: 'not-found' });
});

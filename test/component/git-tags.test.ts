import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRepository } from '../../src/git/open-repository.ts';
import { isDamaged, type Repository, type TagObject, taggedObject } from '../../src/git/repository.ts';
import { trailerValues } from '../../src/git/trailers.ts';
import { TestRepository } from '../support/git.ts';
import { type GitServer, startGitServer } from '../support/git-server.ts';
import { makeTagMemory } from '../support/tag-memory.ts';

// Tags of a real git server, over HTTP on loopback.

const clock = () => new Date('2026-11-21T10:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'statewarden-git-'));
const signal = AbortSignal.timeout(300_000);
let server: GitServer;
let origin: TestRepository;
let commit: string;

beforeAll(async () => {
  server = await startGitServer(folder);
  origin = await TestRepository.create(folder, 'infrastructure');
  commit = await origin.commit({ 'main.tf': '# first\n', 'modules/network/main.tf': '# network\n' });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  server.traffic.requests.length = 0;
  Object.assign(server.manners, { old: false, filter: true, credential: null, instead: null, spoil: null });
});

const open = (memory = makeTagMemory(), name = 'infrastructure'): Repository =>
  openRepository({ name, url: `${server.url}/${name}.git` }, { memory, environment: {}, clock });

/** Reads one tag that is expected to be whole. */
async function read(oid: string, repository = open()): Promise<TagObject> {
  await repository.refs(signal);
  const tag = (await repository.tagObjects([oid], signal)).get(oid);
  if (tag === undefined || isDamaged(tag)) throw new Error(`expected a tag, not ${JSON.stringify(tag)}`);
  return tag;
}
const refOf = async (name: string, repository = open()) =>
  (await repository.refs(signal)).tags.find((tag) => tag.name === `refs/tags/${name}`);

describe.each([
  ['version 2 of the protocol', { old: false, filter: true }],
  ['version 2 without filters', { old: false, filter: false }],
  ['version 0 of the protocol', { old: true, filter: true }],
  ['version 0 without filters', { old: true, filter: false }],
])('a server of %s', (_, manners) => {
  beforeEach(() => {
    Object.assign(server.manners, manners);
  });

  test('gives an annotated tag with tagger, message and trailers', async () => {
    const checksum = 'ab'.repeat(32);
    const oid = await origin.tag('v1.0.0', commit, `Release 1.0.0\n\nManifest-SHA256: ${checksum}\nApproved-by: Ada\n`);
    expect(await refOf('v1.0.0')).toEqual({ name: 'refs/tags/v1.0.0', oid, peeled: commit });
    const tag = await read(oid);
    expect(tag).toEqual({
      oid,
      objectOid: commit,
      objectType: 'commit',
      name: 'v1.0.0',
      tagger: { name: 'Pipeline', email: 'pipeline@example.com', at: '2026-11-01T10:00:00.000Z' },
      message: `Release 1.0.0\n\nManifest-SHA256: ${checksum}\nApproved-by: Ada\n`,
      trailers: [
        { key: 'Manifest-SHA256', value: checksum },
        { key: 'Approved-by', value: 'Ada' },
      ],
      signature: null,
      nested: null,
    });
    expect(trailerValues(tag, 'manifest-sha256')).toEqual([checksum]);
  });

  test('tells a lightweight tag by what it points to', async () => {
    await origin.git(['tag', '--force', 'light', commit]);
    expect(await refOf('light')).toEqual({ name: 'refs/tags/light', oid: commit, peeled: null });
  });

  test('follows a tag of a tag to its commit', async () => {
    const inner = await origin.tag('inner', commit, 'inner\n');
    const middle = await origin.tag('middle', inner, 'middle\n');
    const outer = await origin.tag('outer', middle, 'outer\n');
    expect((await refOf('outer'))?.peeled).toBe(commit);
    const tag = await read(outer);
    expect(tag).toMatchObject({
      name: 'outer',
      objectType: 'tag',
      nested: { name: 'middle', nested: { name: 'inner' } },
    });
    expect(taggedObject(tag)).toEqual({ oid: commit, type: 'commit' });
  });

  test('says of a tag of a tree, or of a blob, that it is one', async () => {
    const tree = await origin.git(['rev-parse', `${commit}^{tree}`]);
    const blob = await origin.git(['rev-parse', `${commit}:main.tf`]);
    expect(await read(await origin.tag('tree', tree, 'a tree\n'))).toMatchObject({
      objectOid: tree,
      objectType: 'tree',
    });
    expect(await read(await origin.tag('blob', blob, 'a blob\n'))).toMatchObject({
      objectOid: blob,
      objectType: 'blob',
    });
  });

  test('of an empty repository has no tags', async () => {
    await TestRepository.create(folder, 'empty');
    expect(await open(makeTagMemory(), 'empty').refs(signal)).toMatchObject({ tags: [], branches: [] });
  });
});

test('lists branches, and says which one is the default', async () => {
  const head = await origin.commit({ 'extra.tf': '# extra\n' }, 'release/1');
  const { branches, defaultBranch } = await open().refs(signal);
  expect(defaultBranch).toBe('main');
  expect(branches).toContainEqual({ name: 'refs/heads/release/1', oid: head, peeled: null });
});

test('a moved tag has another object, a deleted tag is gone', async () => {
  const first = await origin.tag('v2.0.0', commit, 'first\n');
  const repository = open();
  expect(await refOf('v2.0.0', repository)).toMatchObject({ oid: first });
  const later = await origin.commit({ 'main.tf': '# second\n' });
  const second = await origin.tag('v2.0.0', later, 'second\n');
  expect(await refOf('v2.0.0', repository)).toEqual({ name: 'refs/tags/v2.0.0', oid: second, peeled: later });
  await origin.git(['tag', '--delete', 'v2.0.0']);
  expect(await refOf('v2.0.0', repository)).toBeUndefined();
});

test.each([
  'v1.0.0-ä+build.5',
  'network/v1.2.0',
  'a"b\'c',
  '<script>',
  'v1\u00a0x',
  'refs/tags/v1',
  'HEAD',
  '%2e%2e',
  '日本',
])('a tag may be called %s', async (name) => {
  await origin.git(['update-ref', `refs/tags/${name}`, await origin.tag('stranger', commit, 'strange\n')]);
  expect(await refOf(name)).toMatchObject({ name: `refs/tags/${name}`, peeled: commit });
  await origin.git(['update-ref', '-d', `refs/tags/${name}`]);
});

test('a chain of more tags than anybody signs off is damaged, and says so', async () => {
  let target = commit;
  for (let depth = 0; depth < 9; depth++) target = await origin.tag(`chain-${depth}`, target, 'again\n');
  const repository = open();
  await repository.refs(signal);
  const tag = (await repository.tagObjects([target], signal)).get(target);
  expect(JSON.stringify(tag)).toContain('a chain of more than 8 tags');
  expect(tag === undefined || isDamaged(tag) || taggedObject(tag)).toBeNull();
});

test('a tag that git itself would not write is damaged, and the others are read', async () => {
  const damaged = await origin.git(
    ['hash-object', '-t', 'tag', '-w', '--literally', '--stdin'],
    `object ${commit}\ntype commit\ntag broken\ntagger nobody in particular\n\nbroken\n`,
  );
  await origin.git(['update-ref', 'refs/tags/broken', damaged]);
  const whole = await origin.tag('whole', commit, 'whole\n');
  const repository = open();
  await repository.refs(signal);
  const tags = await repository.tagObjects([damaged, whole], signal);
  expect(tags.get(damaged)).toEqual({ oid: damaged, damage: 'the line of the tagger is not as git writes it' });
  expect(tags.get(whole)).toMatchObject({ name: 'whole' });
  await origin.git(['update-ref', '-d', 'refs/tags/broken']);
});

describe('a sweep', () => {
  test('without new tags is one request, and what was read is not read again', async () => {
    const memory = makeTagMemory();
    const repository = open(memory);
    const oid = await origin.tag('v3.0.0', commit, 'third\n');
    await read(oid, repository);
    expect(server.traffic.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /infrastructure.git/git-upload-pack',
      'POST /infrastructure.git/git-upload-pack',
    ]);
    server.traffic.requests.length = 0;
    await read(oid, repository);
    await read(oid, open(memory));
    expect(server.traffic.requests).toHaveLength(2);
  });

  test('of 20,000 annotated tags lists them with one request, and reads all with twenty', {
    timeout: 120_000,
  }, async () => {
    const large = await TestRepository.create(folder, 'large');
    const head = await large.commit({ 'main.tf': 'x'.repeat(100_000) });
    const tags = Array.from(
      { length: 20_000 },
      (_, number) =>
        `tag v1.0.${number}\nfrom ${head}\ntagger Pipeline <pipeline@example.com> 1793527200 +0000\ndata 86\nrelease\n\nManifest-SHA256: ${String(number).padStart(64, '0')}`,
    );
    // `data` counts bytes.
    await large.git(
      ['fast-import', '--quiet'],
      tags.map((tag) => `${tag.replace('data 86', `data ${9 + 17 + 64}`)}\n`).join(''),
    );
    await large.git(['pack-refs', '--all']);
    const repository = open(makeTagMemory(), 'large');
    const refs = await repository.refs(signal);
    expect(refs.tags).toHaveLength(20_000);
    const listed = server.traffic.requests.splice(0);
    expect(listed).toHaveLength(1);
    // 40 digits of the tag, 40 of the commit, the name, and 26 bytes around them.
    expect(listed[0]?.received).toBeLessThan(20_000 * 140);

    const read = await repository.tagObjects(
      refs.tags.map(({ oid }) => oid),
      signal,
    );
    expect(read.size).toBe(20_000);
    const last = refs.tags.find(({ name }) => name === 'refs/tags/v1.0.19999');
    expect(read.get(last?.oid ?? '')).toMatchObject({
      trailers: [{ key: 'Manifest-SHA256', value: '19999'.padStart(64, '0') }],
    });
    expect(server.traffic.requests).toHaveLength(20);
    const received = server.traffic.requests.reduce((sum, request) => sum + request.received, 0);
    // No file of the repository comes along.
    expect(received).toBeLessThan(20_000 * 300);

    server.traffic.requests.length = 0;
    await repository.refs(signal);
    await repository.tagObjects(
      refs.tags.map(({ oid }) => oid),
      signal,
    );
    expect(server.traffic.requests).toHaveLength(1);
  });
});

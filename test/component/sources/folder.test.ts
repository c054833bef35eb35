import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, truncateSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderSource } from '../../../src/sources/folder/folder-source.ts';
import { listingOf, textOf } from '../../support/source-beds.ts';

const { signal } = new AbortController();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'states-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(path: string, text = '{}', seconds = 1_790_000_000): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
  await utimes(join(folder, path), seconds, seconds);
}

function open(path = folder, globs: { include?: readonly string[]; exclude?: readonly string[] } = {}) {
  return folderSource({ name: 'main', path, ...globs });
}

async function keys(source = open()): Promise<readonly string[]> {
  const { objects, failure } = await listingOf(source);
  expect(failure).toBeNull();
  return objects.map(({ key }) => key);
}

describe('what is listed', () => {
  test('no working folders: what Terraform, git and npm keep there is no state', async () => {
    for (const path of [
      '.terraform/terraform.tfstate',
      'a/.git/x.tfstate',
      'a/node_modules/b/x.tfstate',
      'a/x.tfstate',
    ]) {
      await put(path);
    }
    expect(await keys()).toEqual(['a/x.tfstate']);
    expect(await open().find('.terraform/terraform.tfstate', signal)).toBeNull();
  });

  test('a single file, whatever its name, with its lock and its backups', async () => {
    await put('prod.json', '{"serial":2}');
    await put('prod.json.backup', '{"serial":1}');
    await put('.prod.json.lock.info');
    await put('other.tfstate');
    const source = open(join(folder, 'prod.json'));
    const { objects } = await listingOf(source);
    expect(objects).toMatchObject([{ key: 'prod.json', lock: { path: '.prod.json.lock.info' } }]);
    expect((await source.versions('prod.json', 9, signal)).map(({ path }) => path)).toEqual([
      'prod.json',
      'prod.json.backup',
    ]);
    expect(await source.find('other.tfstate', signal)).toBeNull();
    expect(await keys(open(join(folder, 'prod.json.backup')))).toEqual(['prod.json.backup']);
  });

  test('links to files are followed, links to folders and in circles are not', async () => {
    await put('real/a.tfstate', '{"serial":1}');
    await symlink(join(folder, 'real/a.tfstate'), join(folder, 'linked.tfstate'));
    await symlink(join(folder, 'nowhere'), join(folder, '.#edited.tfstate'));
    await symlink(folder, join(folder, 'real/circle'));
    await symlink(join(folder, 'real'), join(folder, 'folder.tfstate'));
    await symlink('self.tfstate', join(folder, 'self.tfstate'));
    const { objects, failure } = await listingOf(open(folder, { exclude: ['self.tfstate'] }));
    expect(failure).toBeNull();
    expect(objects.map(({ key }) => key)).toEqual(['linked.tfstate', 'real/a.tfstate']);
    expect(objects[0]?.current).toMatchObject({ path: 'linked.tfstate', bytes: 12 });
    expect((await listingOf(open())).failure).toMatchObject({ failure: 'invalid' });
  });

  test.runIf(process.platform !== 'win32')('a pipe that is called like a state does not hold up the scan', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.tfstate')]);
    await put('a.tfstate');
    expect(await keys()).toEqual(['a.tfstate']);
    const { failure } = await listingOf(open(join(folder, 'pipe.tfstate')));
    expect(failure).toMatchObject({ failure: 'invalid' });
  });

  test('many states, in one folder and far down', async () => {
    const expected = [
      Array.from({ length: 100 }, (_, depth) => `d${depth}`)
        .join('/')
        .concat('/deep.tfstate'),
    ];
    mkdirSync(join(folder, 'flat'));
    for (let number = 0; number < 1500; number++) expected.push(`flat/${number}.tfstate`);
    for (const path of expected) await put(path);
    expect(await keys()).toEqual(expected.sort());
  });

  test('a path that leads nowhere is told, not an empty source', async () => {
    const { failure } = await listingOf(open(join(folder, 'typo')));
    expect(failure).toMatchObject({ name: 'SourceError', failure: 'not-found', location: join(folder, 'typo') });
  });
});

describe('what can not be listed', () => {
  /** Root may read everything: the tests become someone who may not. */
  const isRoot = process.getuid?.() === 0;
  beforeEach(async () => {
    await put('a/x.tfstate');
    await put('closed/x.tfstate');
    await put('z/x.tfstate');
    await chmod(folder, 0o755);
    await chmod(join(folder, 'closed'), 0o000);
    if (isRoot) process.seteuid?.(65534);
  });
  afterEach(async () => {
    if (isRoot) process.seteuid?.(0);
    await chmod(join(folder, 'closed'), 0o755);
  });

  test('is named at the end, and the rest is listed', async () => {
    const { objects, failure } = await listingOf(open());
    expect(objects.map(({ key }) => key)).toEqual(['a/x.tfstate', 'z/x.tfstate']);
    expect(failure).toMatchObject({ name: 'SourceError', failure: 'denied', location: folder });
    expect(String(failure)).toContain(`${join(folder, 'closed')}: permission denied`);
  });

  test('does not matter where globs leave it out', async () => {
    expect(await keys(open(folder, { exclude: ['closed/**'] }))).toEqual(['a/x.tfstate', 'z/x.tfstate']);
    expect(await keys(open(folder, { include: ['a/*.tfstate'] }))).toEqual(['a/x.tfstate']);
  });

  test('a file that may not be read is listed, and denied when it is opened', async () => {
    await expect(open().find('closed/x.tfstate', signal)).rejects.toMatchObject({ failure: 'denied' });
    if (isRoot) process.seteuid?.(0);
    await put('mine.tfstate');
    await chmod(join(folder, 'mine.tfstate'), 0o000);
    if (isRoot) process.seteuid?.(65534);
    const source = open(folder, { exclude: ['closed/**'] });
    const found = await source.find('mine.tfstate', signal);
    if (!found?.current) throw new Error('not listed');
    const { chunks } = await source.open(found.current, signal);
    await expect(textOf(chunks)).rejects.toMatchObject({ name: 'SourceError', failure: 'denied' });
  });
});

test.runIf(process.platform === 'linux')('a name that is no UTF-8 is told: it can not be asked for', async () => {
  const name = Buffer.concat([Buffer.from(join(folder, 'caf')), Buffer.from([0xe9]), Buffer.from('.tfstate')]);
  await writeFile(name, '{}');
  await put('a.tfstate');
  const { objects, failure } = await listingOf(open());
  expect(objects.map(({ key }) => key)).toEqual(['a.tfstate']);
  expect(failure).toMatchObject({ failure: 'invalid' });
});

describe('versions', () => {
  test('the backups of apply and of state mv, newest first', async () => {
    await put('terraform.tfstate', '{}', 1_790_000_300);
    await put('terraform.tfstate.backup', '{}', 1_790_000_200);
    await put('terraform.tfstate.1790000250.backup', '{}', 1_790_000_250);
    await put('terraform.tfstate.old.backup', '{}', 1_790_000_999);
    await put('other.tfstate.backup', '{}', 1_790_000_999);
    expect((await open().versions('terraform.tfstate', 9, signal)).map(({ path }) => path)).toEqual([
      'terraform.tfstate',
      'terraform.tfstate.1790000250.backup',
      'terraform.tfstate.backup',
    ]);
  });

  test('copied files of one time and size are told apart, and the current one comes first', async () => {
    await put('terraform.tfstate', '{"serial":2}');
    await put('terraform.tfstate.backup', '{"serial":1}');
    const versions = await open().versions('terraform.tfstate', 9, signal);
    expect(versions.map(({ path }) => path)).toEqual(['terraform.tfstate', 'terraform.tfstate.backup']);
    expect(new Set(versions.map(({ versionId }) => versionId)).size).toBe(2);
  });

  test('a backup alone is a state that is gone', async () => {
    await put('terraform.tfstate.backup');
    const { objects } = await listingOf(open());
    expect(objects).toMatchObject([{ key: 'terraform.tfstate', current: null, lock: null }]);
    expect(await open().versions('terraform.tfstate', 9, signal)).toHaveLength(1);
  });

  test('a new backup changes the fingerprint', async () => {
    await put('terraform.tfstate');
    const before = (await listingOf(open())).objects[0]?.fingerprint;
    await copyFile(join(folder, 'terraform.tfstate'), join(folder, 'terraform.tfstate.backup'));
    expect((await listingOf(open())).objects[0]?.fingerprint).not.toBe(before);
  });
});

describe('a state that is written while it is read', () => {
  const large = 'x'.repeat(3 * 1024 * 1024);
  async function halfRead() {
    await put('a.tfstate', large);
    const found = await open().find('a.tfstate', signal);
    if (!found?.current) throw new Error('not listed');
    const chunks = (await open().open(found.current, signal)).chunks[Symbol.asyncIterator]();
    await chunks.next();
    return async () => {
      while ((await chunks.next()).done !== true);
    };
  }

  test.each([
    ['truncated, as Terraform begins to write', (path: string) => truncateSync(path, 0)],
    ['longer', (path: string) => appendFileSync(path, 'x')],
  ])('%s: is gone', async (_, change) => {
    const rest = await halfRead();
    change(join(folder, 'a.tfstate'));
    await expect(rest()).rejects.toMatchObject({ name: 'SourceError', failure: 'gone' });
  });

  test('comes in one chunk where the reader holds all of it in memory, in pieces where it does not', async () => {
    await put('a.tfstate', large);
    const found = await open().find('a.tfstate', signal);
    const sizes = async (atOnce?: number) => {
      if (!found?.current) throw new Error('not listed');
      const { chunks } = await open().open(found.current, signal, atOnce);
      const lengths: number[] = [];
      for await (const chunk of chunks) lengths.push(chunk.length);
      return lengths;
    };
    expect(await sizes(large.length)).toEqual([large.length]);
    expect(await sizes(large.length - 1)).toEqual([1 << 20, 1 << 20, 1 << 20]);
    expect(await sizes()).toEqual([1 << 20, 1 << 20, 1 << 20]);
  });

  test('replaced by another file: what was opened is read to its end', async () => {
    const rest = await halfRead();
    await put('new', '{}');
    await rename(join(folder, 'new'), join(folder, 'a.tfstate'));
    await rest();
  });
});

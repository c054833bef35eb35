import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Source, StateObject } from '../../../src/sources/source.ts';
import { bucketBed, folderBed, listingOf, type SourceBed, textOf } from '../../support/source-beds.ts';

const { signal } = new AbortController();
const key = 'net/terraform.tfstate';

/** What the pipeline may rely on, whatever the kind of the source. */
describe.each([
  ['a folder', folderBed],
  ['a versioned bucket', bucketBed],
  ['a bucket without versions', () => bucketBed({ versioned: false })],
])('%s', (kind, openBed) => {
  let bed: SourceBed;
  let source: Source;

  beforeEach(async () => {
    bed = await openBed();
    source = bed.source();
  });
  afterEach(() => bed.close());

  async function list(of: Source = source): Promise<readonly StateObject[]> {
    const { objects, failure } = await listingOf(of, signal);
    expect(failure).toBeNull();
    return objects;
  }
  async function only(): Promise<StateObject> {
    const [object, ...others] = await list();
    expect(others).toEqual([]);
    if (object === undefined) throw new Error('nothing listed');
    return object;
  }
  async function current() {
    const { current } = await only();
    if (current === null) throw new Error('no current version');
    return current;
  }

  test('lists nothing where nothing is', async () => {
    expect(await list()).toEqual([]);
    expect(await source.find(key, signal)).toBeNull();
    expect(await source.versions(key, 10, signal)).toEqual([]);
  });

  test('lists states by key, workspaces and leftovers among them, and nothing else', async () => {
    const states = [
      'a/terraform.tfstate',
      'a-b.tfstate',
      'a.tfstate',
      'app/errored.tfstate',
      'env:/dev/app/terraform.tfstate',
      'terraform.tfstate.d/dev/terraform.tfstate',
      'ünïcödé/国.tfstate',
      'with space+plus%25&<x>.tfstate',
      '.tfstate',
    ];
    for (const each of [...states, 'main.tf', 'a/README', 'b/tfstate', 'c.tfstate.json']) await bed.put(each, '{}');
    expect((await list()).map((object) => object.key)).toEqual([...states].sort());
  });

  test('says of a state where it is, how large and when it was written', async () => {
    await bed.put(key, '{"serial":1}');
    expect(await only()).toMatchObject({
      source: 'main',
      key,
      current: { path: key, bytes: 12, modifiedAt: new Date('2026-11-20T10:00:01Z'), deleted: false },
      lock: null,
    });
  });

  test('finds one state as the listing shows it', async () => {
    await bed.put(key, '{}');
    await bed.put(`${key}-old/terraform.tfstate`, '{}');
    await bed.lock(key, '{}');
    for (const object of await list()) expect(await source.find(object.key, signal)).toEqual(object);
  });

  test('finds no key that is no state here: another name, a lock, a way out', async () => {
    await bed.put(key, '{}');
    await bed.put('main.tf', '{}');
    await bed.lock(key, '{}');
    for (const other of ['main.tf', 'net', 'net/.terraform.tfstate.lock.info', `${key}.tflock`, '../x.tfstate', '']) {
      expect(await source.find(other, signal)).toBeNull();
    }
  });

  test('shows a lock beside its state, and reads it', async () => {
    await bed.put(key, '{}');
    await bed.lock(key, '{"ID":"fake"}');
    const { lock, current } = await only();
    expect(lock).toMatchObject({ modifiedAt: new Date('2026-11-20T10:00:02Z'), bytes: 13 });
    expect(current).not.toBeNull();
    if (lock !== null) expect(await source.readLock(lock, signal)).toBe('{"ID":"fake"}');
  });

  test('shows a lock whose state is not there', async () => {
    await bed.lock(key, '{}');
    expect(await only()).toMatchObject({ key, current: null, lock: { bytes: 2 } });
  });

  test('says that a lock was released since', async () => {
    await bed.lock(key, '{}');
    const { lock } = await only();
    await bed.unlock(key);
    if (lock === null) throw new Error('no lock');
    await expect(source.readLock(lock, signal)).rejects.toMatchObject({ name: 'SourceError', failure: 'gone' });
  });

  test('refuses a lock file larger than any lock', async () => {
    await bed.lock(key, 'x'.repeat(64 * 1024 + 1));
    const { lock } = await only();
    if (lock === null) throw new Error('no lock');
    await expect(source.readLock(lock, signal)).rejects.toMatchObject({ failure: 'too-large' });
  });

  test('reads the bytes of a version, an empty and a large one too', async () => {
    for (const text of ['{"serial":1}', '', `"${'é'.repeat(3 * 1024 * 1024)}"`]) {
      await bed.put(key, text);
      const { bytes, chunks } = await source.open(await current(), signal);
      expect(bytes).toBe(Buffer.byteLength(text));
      expect((await textOf(chunks)) === text).toBe(true);
    }
  });

  test('does not read what replaced a version, nor what is gone', async () => {
    await bed.put(key, '{"serial":1}');
    const listed = await current();
    await bed.put(key, '{"serial":2}');
    const reading = async () => textOf((await source.open(listed, signal)).chunks);
    await expect(reading()).rejects.toMatchObject({ name: 'SourceError', failure: 'gone' });
    await bed.remove(key);
    await expect(reading()).rejects.toMatchObject({ failure: 'gone' });
  });

  test('has the current version first among the versions, under the id that the listing gives', async () => {
    await bed.put(key, '{"serial":1}');
    await bed.put(key, '{"serial":2}');
    await bed.put(`${key}2`, '{}');
    await bed.lock(key, '{}');
    const versions = await source.versions(key, 10, signal);
    expect(versions[0]?.versionId).toBe((await current()).versionId);
    expect(versions).toHaveLength(kind === 'a bucket without versions' ? 1 : 2);
    expect(versions.map(({ modifiedAt }) => modifiedAt)).toEqual(
      versions.map(({ modifiedAt }) => modifiedAt).sort((one, other) => other.getTime() - one.getTime()),
    );
    expect(await source.versions(key, 1, signal)).toEqual(versions.slice(0, 1));
  });

  test.runIf(kind !== 'a bucket without versions')(
    'reads an earlier version, also when the current one is gone',
    async () => {
      await bed.put(key, '{"serial":1}');
      await bed.put(key, '{"serial":2}');
      for (const isRemoved of [false, true]) {
        if (isRemoved) await bed.remove(key);
        const versions = await source.versions(key, 10, signal);
        const earlier = versions.filter(({ deleted }) => !deleted).at(-1);
        if (earlier === undefined) throw new Error('no earlier version');
        expect(await textOf((await source.open(earlier, signal)).chunks)).toBe('{"serial":1}');
      }
    },
  );

  test('changes the fingerprint with the state, and only then', async () => {
    await bed.put(key, '{"serial":1}');
    const before = await only();
    await bed.lock(key, '{}');
    expect((await only()).fingerprint).toBe(before.fingerprint);
    await bed.unlock(key);
    await bed.put(key, '{"serial":2}');
    expect((await only()).fingerprint).not.toBe(before.fingerprint);
  });

  test('narrows to globs, and lets other names in', async () => {
    for (const each of ['prod/app.tfstate', 'prod/app.json', 'prod/old/x.tfstate', 'dev/app.tfstate']) {
      await bed.put(each, '{}');
      await bed.lock(each, '{}');
    }
    const keys = async (globs: Parameters<SourceBed['source']>[0]) =>
      (await list(bed.source(globs))).map((object) => object.key);
    expect(await keys({ include: ['prod/**'] })).toEqual(['prod/app.tfstate', 'prod/old/x.tfstate']);
    expect(await keys({ include: ['prod/*.json'] })).toEqual(['prod/app.json']);
    expect(await keys({ include: ['*/?*'] })).toEqual(['dev/app.tfstate', 'prod/app.json', 'prod/app.tfstate']);
    expect(await keys({ exclude: ['**/old/**', 'dev/*'] })).toEqual(['prod/app.tfstate']);
  });

  test('stops when told to', async () => {
    for (let number = 0; number < 5; number++) await bed.put(`${number}.tfstate`, '{}');
    const stop = new AbortController();
    const seen: string[] = [];
    const listing = async () => {
      for await (const object of source.list(stop.signal)) {
        seen.push(object.key);
        stop.abort(new Error('told to stop'));
      }
    };
    await expect(listing()).rejects.toThrow('told to stop');
    expect(seen).toEqual(['0.tfstate']);
    await expect(source.find(key, stop.signal)).rejects.toThrow('told to stop');
    await expect(source.versions(key, 1, stop.signal)).rejects.toThrow('told to stop');
  });
});

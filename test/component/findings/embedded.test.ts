import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../../src/findings/embedded.ts';
import { all, day, detection, scanOn } from '../../support/findings.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statewarden-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const one = { outcomes: [{ detections: [detection()] }] };

describe('a store in a folder', () => {
  it('knows in the second run what the first one found', async () => {
    const path = join(folder, 'made', 'on the way');
    const first = await openEmbeddedStore({ folder: path });
    await first.store.commit(scanOn(1, one));
    await first.close();

    const second = await openEmbeddedStore({ folder: path });
    expect(await all(second.store.open({ severity: 'medium' }))).toMatchObject([{ firstSeenAt: day(1) }]);
    expect((await second.store.commit(scanOn(2))).transitions).toMatchObject([{ kind: 'resolved' }]);
    await second.close();
  });

  it('can be opened by one at a time, and says so', async () => {
    const first = await openEmbeddedStore({ folder });
    await expect(openEmbeddedStore({ folder })).rejects.toThrow(`${folder}: another process uses this store.`);
    await first.store.commit(scanOn(1, one));
    await first.close();
    const second = await openEmbeddedStore({ folder });
    expect(await all(second.store.targets('main'))).toHaveLength(1);
    await second.close();
  });

  it('does not spread over a folder that holds something else', async () => {
    await writeFile(join(folder, 'terraform.tfstate'), '{}');
    await expect(openEmbeddedStore({ folder })).rejects.toThrow(
      'there are files here that belong to no findings store',
    );
    expect(await readdir(folder)).toEqual(['terraform.tfstate']);
  });

  it('says when its folder can be no folder', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(openEmbeddedStore({ folder: file })).rejects.toThrow(`${file}: no findings store can be opened here.`);
  });
});

describe('a store in memory', () => {
  it('is its own, and gone when it is closed', async () => {
    const [mine, other] = [await openEmbeddedStore(), await openEmbeddedStore()];
    await mine.store.commit(scanOn(1, one));
    expect(await all(other.store.targets('main'))).toEqual([]);
    await Promise.all([mine.close(), other.close()]);
  });
});

import { expect, test } from 'vitest';
import { holdLocks } from '../../../src/restore/hold-locks.ts';
import type { LockPlace } from '../../../src/restore/place.ts';
import { lockText, type RestoreProcess } from '../../../src/restore/restore-lock.ts';

const self: RestoreProcess = { who: 'ada@laptop', machine: '0123456789abcdef', pid: 42, startedAt: '700' };
const restorer = { self, isRunning: () => false };
const { signal } = new AbortController();
const text = (id: string) =>
  lockText({ id, versionId: 'v', process: self, version: '0.1.0', created: new Date(0), path: 'acme/net.tfstate' });

/** A lock in memory. @param isDeaf whether the answer to a request that takes it says that it was held already */
function memoryLock(
  location: string,
  held: string | null = null,
  isDeaf = false,
): LockPlace & { held(): string | null } {
  let current = held;
  return {
    location,
    removal: `rm ${location}`,
    held: () => current,
    read: async () => current,
    async take(wanted) {
      if (current !== null) return false;
      current = wanted;
      return !isDeaf;
    },
    async release(own) {
      if (current !== own) return false;
      current = null;
      return true;
    },
  };
}

const hold = (places: readonly LockPlace[], own = text('new')) =>
  holdLocks(places, own, 'v', restorer, 's3://acme/net.tfstate', signal);

test('a lock that was taken by a request whose answer was lost is ours', async () => {
  const lock = memoryLock('file', null, true);
  const holding = await hold([lock]);
  expect(lock.held()).toBe(text('new'));
  expect(await holding.release()).toEqual([]);
  expect(lock.held()).toBeNull();
});

test('what a dead run left is completed under its own id, and released as a whole', async () => {
  const [file, item] = [memoryLock('file', text('old')), memoryLock('item')];
  const holding = await hold([file, item]);
  expect(holding.takenOver).toBe(true);
  expect(holding.since).toEqual(new Date(0));
  expect(item.held()).toBe(text('old'));
  await holding.release();
  expect([file.held(), item.held()]).toEqual([null, null]);
});

test("two locks of different runs are nobody's to take over", async () => {
  const places = [memoryLock('file', text('old')), memoryLock('item', text('older'))];
  await expect(hold(places)).rejects.toThrow('locked by ada@laptop (statewarden-restore)');
  expect(places.map((place) => place.held())).toEqual([text('old'), text('older')]);
});

test('whoever was faster with the second lock keeps it, and the first is released', async () => {
  const file = memoryLock('file');
  const item = memoryLock('item');
  const late: LockPlace = {
    ...item,
    read: async (abort) =>
      file.held() === null ? null : ((await item.read(abort)) ?? '{"ID":"theirs","Who":"bob@desk"}'),
    take: async () => false,
  };
  await expect(hold([file, late])).rejects.toThrow('locked by bob@desk');
  expect(file.held()).toBeNull();
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RestoreError } from '../../../src/restore/errors.ts';
import { restorableState, usualLineage } from '../../support/restorable-states.ts';
import { restoredKey as key, md5, type RestoreBed, restoreBed } from '../../support/restore-bed.ts';

let bed: RestoreBed;
beforeEach(async () => {
  bed = await restoreBed();
});
afterEach(() => bed.close());

const lockKey = `${key}.tflock`;
const good = { serial: 12, resources: { first: 'a', second: 'b' } };
const bad = { serial: 13, resources: { first: 'a' } };
const at = (minute: number) => `2026-11-20T10:${String(minute).padStart(2, '0')}:00Z`;

/** A good version and a bad one after it, written under lock file and table. */
async function history(of = bed): Promise<void> {
  of.holdFile(key, at(0), at(2));
  of.write(key, restorableState(good), at(1));
  of.holdFile(key, at(10), at(12));
  of.write(key, restorableState(bad), at(11));
  await of.digest(key, restorableState(bad));
}

/** Number of the last request with a name in a restore of that history. */
async function lastRequest(name: string): Promise<number> {
  const scout = await restoreBed();
  await history(scout);
  const { requests } = await scout.run();
  await scout.close();
  expect(requests).toContain(name);
  return requests.lastIndexOf(name) + 1;
}

const restored = (serial: number) => restorableState({ ...good, serial });
const now = () => bed.s3.current(key)?.text;
const free = { file: null, item: null };

/** What a person is told: message and action. */
function told(error: unknown): string {
  if (error instanceof RestoreError) return `${error.message}. ${error.action}`;
  return error instanceof Error ? error.message : String(error);
}

describe('a version that is put back', () => {
  test('is the same but for its serial, which is above all that are kept', async () => {
    await history();
    bed.write(key, restorableState({ serial: 40 }), at(20));
    // In the console an old version was copied over a newer one.
    bed.write(key, restorableState(bad), at(30));
    const { plan, result, error } = await bed.run();
    expect(error).toBeNull();
    expect(plan?.newSerial).toBe(41);
    expect(now()).toBe(restored(41));
    expect(result).toMatchObject({ serial: 41, written: true, takenOver: false, recorded: true });
    expect(await bed.digestNow()).toBe(md5(restored(41)));
    expect(await bed.locks()).toEqual(free);
  });

  test('has its serial raised also where it is there already, but below others', async () => {
    await history();
    bed.write(key, restorableState(good), at(30));
    await bed.run();
    expect(now()).toBe(restored(14));
  });

  test('is put back also where the current one is as long and differs', async () => {
    bed.write(key, restorableState({ serial: 12, resources: { first: 'a' } }), at(1));
    bed.write(key, restorableState({ serial: 13, resources: { first: 'b' } }), at(2));
    expect((await bed.run()).result).toMatchObject({ written: true, serial: 14 });
  });

  test('is not put back twice', async () => {
    await history();
    await bed.run();
    const versions = bed.s3.versionsOf(key);
    const { plan, result, requests } = await bed.run();
    expect(plan?.done).toBe(true);
    expect(result).toMatchObject({ written: false, serial: 14 });
    expect(bed.s3.versionsOf(key)).toBe(versions);
    expect(requests).not.toContain('PutObjectCommand');
    expect(bed.records).toHaveLength(1);
  });

  test('keeps content type, encryption, metadata and tags; the lock is encrypted alike', async () => {
    bed.holdFile(key, at(0), at(2));
    const encryption = {
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:us-east-1:111111111111:key/fake',
      'x-amz-server-side-encryption-bucket-key-enabled': 'true',
    };
    const headers = {
      'content-type': 'application/json',
      ...encryption,
      'x-amz-meta-team': 'net',
      'x-amz-tagging': 'owner=team+one%26two&stage=prod',
    };
    bed.s3.put(key, restorableState(good), headers);
    bed.s3.put(key, restorableState(bad));
    let lock: object | undefined;
    await bed.run({
      onRequest: () => {
        lock ??= bed.s3.current(lockKey)?.headers;
      },
    });
    expect(bed.s3.current(key)?.headers).toEqual(headers);
    expect(lock).toMatchObject({ 'content-type': 'application/json', ...encryption });
  });

  test('is sent as a stream where it is large', async () => {
    const resources = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`r${index}`, 'x'.repeat(900_000)]));
    bed.write(key, restorableState({ ...good, resources }), at(1));
    bed.write(key, restorableState(bad), at(2));
    expect((await bed.run()).error).toBeNull();
    expect(now() === restorableState({ serial: 14, resources })).toBe(true);
  });

  test('is looked up where the answer to its write is lost', async () => {
    await history();
    const request = await lastRequest('PutObjectCommand');
    const { error, result } = await bed.run({ fate: { request, how: 'answer is lost' } });
    expect(error).toBeNull();
    expect(result).toMatchObject({ written: true, serial: 14 });
    expect(await bed.digestNow()).toBe(md5(restored(14)));
  });

  test('is recorded with what it was and who did it', async () => {
    await history();
    await bed.run();
    const [record] = bed.records;
    expect(record).toMatchObject({
      kind: 'restore',
      source: 'main',
      targetId: key,
      details: { restoredSerial: 12, serial: 14, by: 'ada@laptop', before: 'sound', lineage: usualLineage },
    });
  });
});

describe('locks', () => {
  test('are those of Terraform, member by member', async () => {
    await history();
    const seen: { readonly file: string | null }[] = [];
    await bed.run({
      onRequest: (name) => {
        if (name === 'HeadObjectCommand') return;
        const file = bed.s3.current(lockKey)?.text ?? null;
        if (file !== null) seen.push({ file });
      },
    });
    const text = seen[0]?.file ?? '';
    expect(text).toMatch(
      /^\{"ID":"[0-9a-f-]{36}","Operation":"statewarden-restore","Info":"[^"]*","Who":"ada@laptop","Version":"0\.1\.0","Created":"2026-11-21T09:00:00\.000Z","Path":"acme-tfstate\/env:\/prod\/net\/terraform\.tfstate"\}$/,
    );
  });

  test.each(['file', 'table'] as const)(
    'that somebody holds refuse a restore, and name the holder: %s',
    async (which) => {
      await history();
      if (which === 'file') bed.holdFile(key, at(50), null);
      else await bed.holdTable(key, at(50));
      const { error } = await bed.run();
      expect(told(error)).toMatch(
        /locked by runner@ci-7 \(OperationTypeApply\) since .*terraform force-unlock d9b78f87/,
      );
      expect(now()).toBe(restorableState(bad));
      const { file, item } = await bed.locks();
      // What was taken of the other mechanism is released.
      expect([file === null, item === null]).toEqual([which === 'table', which === 'file']);
    },
  );

  test('that nobody understands refuse it too', async () => {
    await history();
    bed.s3.put(lockKey, 'no lock of anybody');
    const { error } = await bed.run();
    expect(told(error)).toMatch(/locked by somebody unknown: .*aws s3 rm s3:.*tflock/);
  });

  test('of a restore that still runs, of another person or another version are not taken over', async () => {
    await history();
    const died = await bed.run({ fate: { request: await lastRequest('PutObjectCommand'), how: 'dies before' } });
    expect((await bed.locks()).file).not.toBeNull();

    expect(told((await bed.run({ who: 'bob@laptop' })).error)).toMatch(/locked by ada@laptop \(statewarden-restore\)/);
    const other = await bed.run({ wanted: { serial: 13 } });
    expect(told(other.error)).toMatch(/an earlier restore of version Kq\.\S+ died half-way.*Finish it first/);

    const pid = 101;
    bed.running.add(pid);
    expect(told((await bed.run()).error)).toMatch(/That is a restore \(process 101\): wait/);
    bed.running.delete(pid);
    expect(died.result).toBeNull();
    expect((await bed.run()).result).toMatchObject({ takenOver: true });
    expect(await bed.locks()).toEqual(free);
  });

  test('of a dead run that were removed by hand leave what anybody can finish', async () => {
    await history();
    // The state is written, its digest is not.
    await bed.run({ fate: { request: await lastRequest('PutObjectCommand'), how: 'dies after' } });
    expect(await bed.digestNow()).toBe(md5(restorableState(bad)));
    bed.releaseFile(key, at(55));
    await bed.releaseTable(key);
    const { result } = await bed.run({ who: 'bob@desk' });
    expect(result).toMatchObject({ written: false, takenOver: false, serial: 14, digest: md5(restored(14)) });
    expect(await bed.digestNow()).toBe(md5(restored(14)));
    expect(await bed.locks()).toEqual(free);
  });

  test('that somebody forced open and took meanwhile stay theirs', async () => {
    await history();
    const { error } = await bed.run({
      onRequest: (name) => {
        if (name !== 'record') return;
        bed.releaseFile(key, at(55));
        bed.holdFile(key, at(56), null);
      },
    });
    expect(error).toBeNull();
    expect(await bed.locks()).toMatchObject({ file: expect.stringContaining('runner@ci-7'), item: null });
  });

  test('that can not be released are told with what takes them away', async () => {
    await history();
    const { error } = await bed.run({ fate: { request: await lastRequest('DeleteItemCommand'), how: 'fails' } });
    expect(told(error)).toMatch(
      /the state is restored; its lock could not be released: dynamodb:.*aws dynamodb delete-item/,
    );
  });

  test('are not made in files where all writers lock with the table', async () => {
    bed.write(key, restorableState(good), at(1));
    bed.write(key, restorableState(bad), at(2));
    await bed.digest(key, restorableState(bad));
    await bed.run();
    expect(now()).toBe(restored(14));
    expect(bed.s3.versionsOf(lockKey)).toBe(0);
  });

  test('a digest is not left where the writers keep none', async () => {
    await history();
    await bed.removeDigest(key);
    expect((await bed.run()).result).toMatchObject({ digest: null });
    expect(await bed.digestNow()).toBeNull();
  });
});

describe('a write of somebody else', () => {
  test.each(['GetItem of the lock', 'PutObject of the state'])('is not overwritten: at %s', async (moment) => {
    await history();
    const theirs = restorableState({ serial: 20, resources: { theirs: '1' } });
    let puts = 0;
    const { error } = await bed.run({
      onRequest: (name) => {
        if (name === 'PutObjectCommand') puts++;
        const isNow = moment === 'GetItem of the lock' ? name === 'PutObjectCommand' && puts === 1 : puts === 2;
        if (isNow && now() !== theirs) bed.write(key, theirs, at(57));
      },
    });
    expect(told(error)).toContain('the state was written since it was looked at');
    expect(now()).toBe(theirs);
    expect(await bed.locks()).toEqual(free);
    expect(bed.records).toEqual([]);
  });
});

test('a write that comes right after it is told, and its digest is not touched', async () => {
  await history();
  const theirs = restorableState({ serial: 20, resources: { theirs: '1' } });
  let puts = 0;
  const { error, result } = await bed.run({
    onRequest: (name) => {
      if (puts === 2 && now() !== theirs) bed.write(key, theirs, at(57));
      if (name === 'PutObjectCommand') puts++;
    },
  });
  expect(result).toBeNull();
  expect(told(error)).toContain('what is there now is not what was written');
  expect(await bed.digestNow()).toBe(md5(restorableState(bad)));
  expect(await bed.locks()).toEqual(free);
});

test('a digest that somebody overwrites is told', async () => {
  await history();
  let puts = 0;
  const { error } = await bed.run({
    onRequest: async (name) => {
      if (name === 'PutItemCommand') puts++;
      if (name !== 'GetItemCommand' || puts !== 2) return;
      puts++;
      await bed.digest(key, 'theirs');
    },
  });
  expect(told(error)).toContain('the state is restored, but its digest was overwritten');
  expect(await bed.locks()).toEqual(free);
});

describe('a version that must not be put back as it is', () => {
  test('of another lineage, unless it is said', async () => {
    bed.write(key, restorableState({ ...good, lineage: 'other' }), at(1));
    bed.write(key, restorableState(bad), at(2));
    const refused = await bed.run();
    expect(refused.plan?.refusals[0]?.reason).toContain(`lineage other, the state now ${usualLineage}`);
    expect(refused.plan?.refusals[0]?.action).toContain('--other-lineage');
    const allowed = await bed.run({ allow: { otherLineage: true } });
    expect(allowed.result).toMatchObject({ serial: 14 });
  });

  test('damaged; but one may take the place of a damaged one', async () => {
    await history();
    bed.write(key, '{ "version": 4, "serial": 14,', at(20));
    expect(told((await bed.run({ wanted: { serial: 14 } })).error)).toContain(
      'is damaged, Terraform would not read it',
    );
    const { plan, result } = await bed.run();
    expect(plan?.notes.join(' ')).toContain('The current version is damaged');
    // The beginning of the damaged one told its serial.
    expect(result).toMatchObject({ serial: 15 });
  });

  test('in an archive: it has to be taken out first', async () => {
    await history();
    const archived = { status: 403, code: 'InvalidObjectState' };
    bed.s3.fault = ({ operation, query }) => (operation === 'GetObject' && query.has('versionId') ? archived : null);
    const [, id = ''] = bed.s3.versionIds(key);
    const { error } = await bed.run({ wanted: { id } });
    expect(told(error)).toContain('is archived (Glacier)');
    expect(told(error)).toContain(`--version-id ${id} --restore-request Days=7`);
  });

  test('a deletion, or one that is not kept', async () => {
    await history();
    bed.s3.remove(key);
    const { error } = await bed.run({ wanted: { id: 'nowhere' } });
    expect(told(error)).toContain('no version nowhere is kept');
    expect(told((await bed.run({ wanted: { serial: 77 } })).error)).toContain('no version with serial 77 was found');
  });

  test('one of several that have the serial and differ', async () => {
    bed.write(key, restorableState(good), at(1));
    bed.write(key, restorableState({ ...good, resources: { other: 'x' } }), at(2));
    bed.write(key, restorableState(bad), at(3));
    expect(told((await bed.run()).error)).toMatch(/several versions have serial 12: Kq\.\S+, Kq\.\S+\. Say which/);
  });
});

describe('a state that OpenTofu encrypts', () => {
  const encrypted = (serial: number) =>
    JSON.stringify({
      serial,
      lineage: usualLineage,
      meta: { 'key_provider.pbkdf2.main': 'ZmFrZQ==' },
      encrypted_data: 'ZmFrZQ==',
      encryption_version: 'v0',
    });

  test('goes back as it is after a deletion', async () => {
    bed.write(key, encrypted(12), at(1));
    bed.s3.remove(key);
    await bed.digest(key, encrypted(12));
    const { plan, result, error } = await bed.run();
    expect(error).toBeNull();
    expect(plan).toMatchObject({ newSerial: null, diff: null, refusals: [] });
    expect(result).toMatchObject({ serial: 12, digest: md5(encrypted(12)) });
    expect(now()).toBe(encrypted(12));
    expect((await bed.run()).plan?.done).toBe(true);
  });

  test('lets its serial fall only where that is said', async () => {
    bed.write(key, encrypted(12), at(1));
    bed.write(key, encrypted(13), at(2));
    const { plan } = await bed.run();
    expect(plan?.refusals[0]).toMatchObject({ reason: expect.stringContaining('would fall to 12') });
    expect((await bed.run({ allow: { keepSerial: true } })).result).toMatchObject({ serial: 12 });
    expect(now()).toBe(encrypted(12));
  });
});

test('a restore that is interrupted releases its lock, and nothing is changed', async () => {
  await history();
  const stop = new AbortController();
  const { result } = await bed.run({
    signal: stop.signal,
    onRequest: (name) => {
      // The lock of the table is taken: next comes the state.
      if (name === 'PutItemCommand') stop.abort();
    },
  });
  expect(result).toBeNull();
  expect(now()).toBe(restorableState(bad));
  expect(await bed.locks()).toEqual(free);
  expect((await bed.run()).result).toMatchObject({ written: true });
});

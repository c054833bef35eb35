import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { bucketChecks } from '../support/bucket-checks.ts';
import { type LockBed, lockBed } from '../support/lock-bed.ts';
import { smallState } from '../support/small-state.ts';

const key = 'prod/net.tfstate';
const first = smallState({ serial: 1 });
const second = smallState({ serial: 2 });
const third = smallState({ serial: 3 });
/** Told of every lock table that is as the embedded DynamoDB makes it. */
const ofTable = [
  'lock/table-deprecated dynamodb://terraform-locks',
  'lock/table-unprotected dynamodb://terraform-locks',
];

let bed: LockBed;
const fired = new Set<string>();
beforeEach(async () => {
  bed = await lockBed();
});
afterEach(() => bed.close());
afterAll(() => {
  const expected = bucketChecks.filter((id) => id.startsWith('lock/'));
  expect([...fired].filter((id) => expected.includes(id)).sort()).toEqual(expected);
});

/** Open findings of states and buckets, without those of the table. */
async function open(now: string, options?: string): Promise<readonly string[]> {
  const all = await bed.open(now, options);
  for (const one of all) fired.add(one.split(' ')[0] ?? '');
  return all.filter((one) => !ofTable.includes(one)).map((one) => one.replace(` ${key}`, ''));
}

const day = (time: string) => `2026-11-20T${time}Z`;

it('says nothing of a lock that was taken and released between two scans', async () => {
  bed.write(key, first, day('10:00:00'));
  expect(await open(day('10:05:00'))).toEqual([]);
  bed.holdFile(key, day('10:06:00'), day('10:07:00'));
  await bed.holdTable(key, day('10:06:00'));
  await bed.releaseTable(key);
  expect(await open(day('10:10:00'))).toEqual([]);
});

it.each(['lock file', 'table', 'both'])(
  'tells of a run that was killed while it held the lock: %s',
  async (mechanism) => {
    bed.write(key, first, day('10:00:00'));
    if (mechanism !== 'lock file') await bed.digest(key, first);
    if (mechanism !== 'table') bed.holdFile(key, day('10:30:00'), null);
    if (mechanism !== 'lock file') await bed.holdTable(key, day('10:30:02'));
    expect(await open(day('11:00:00'))).toEqual([]);
    expect(await open(day('12:00:00'))).toEqual(['lock/stale']);
    if (mechanism !== 'table') bed.releaseFile(key, day('12:01:00'));
    if (mechanism !== 'lock file') await bed.releaseTable(key);
    expect(await open(day('12:05:00'))).toEqual([]);
  },
);

it('tells of a lock that the table kept when the lock file was released', async () => {
  bed.write(key, first, day('10:00:00'));
  await bed.digest(key, first);
  bed.holdFile(key, day('10:30:00'), day('10:40:00'));
  await bed.holdTable(key, day('10:30:02'));
  expect(await open(day('10:45:00'))).toEqual(['lock/half-released']);
  await bed.releaseTable(key);
  expect(await open(day('10:50:00'))).toEqual([]);
});

it('tells of a state that was uploaded by hand over its digest, and of the digest that was set right', async () => {
  await bed.digest(key, first);
  bed.write(key, second, day('10:00:00'));
  // Perhaps a write under way.
  expect(await open(day('10:01:00'))).toEqual([]);
  expect(await open(day('10:05:00'))).toEqual(['lock/digest-mismatch']);
  const { findings } = await bed.scan(day('10:06:00'));
  expect(findings.find(({ checkId }) => checkId === 'lock/digest-mismatch')?.evidence.cause).toBe(
    'written-without-lock',
  );
  await bed.digest(key, second);
  expect(await open(day('10:10:00'))).toEqual([]);
});

it('says nothing of a write under way: the state is written, the digest not yet, the lock is held', async () => {
  bed.write(key, first, day('09:00:00'));
  await bed.digest(key, first);
  await bed.holdTable(key, day('10:00:00'));
  bed.write(key, second, day('10:01:00'));
  expect(await open(day('10:20:00'))).toEqual([]);
  await bed.digest(key, second);
  await bed.releaseTable(key);
  expect(await open(day('10:25:00'))).toEqual([]);
});

it('tells of an earlier version that was put back', async () => {
  bed.write(key, first, day('09:00:00'));
  bed.write(key, second, day('10:00:00'));
  await bed.digest(key, second);
  bed.write(key, first, day('11:00:00'));
  const { findings } = await bed.scan(day('11:30:00'));
  expect(findings.find(({ checkId }) => checkId === 'lock/digest-mismatch')?.evidence.cause).toBe('restored');
});

it('tells of a state that moved from the table to the lock file while its digest was left', async () => {
  bed.write(key, first, day('09:00:00'));
  await bed.digest(key, first);
  bed.holdFile(key, day('10:00:00'), null);
  bed.write(key, second, day('10:01:00'));
  bed.releaseFile(key, day('10:02:00'));
  const { findings } = await bed.scan(day('11:00:00'));
  expect(findings.find(({ checkId }) => checkId === 'lock/digest-mismatch')?.evidence.cause).toBe('lock-file-only');
  await bed.removeDigest(key);
  expect(await open(day('11:05:00'))).toEqual([]);
});

it('tells of a digest whose state is gone', async () => {
  bed.write(key, first, day('09:00:00'));
  await bed.digest(key, first);
  expect(await open(day('09:30:00'))).toEqual([]);
  bed.s3.remove(key);
  expect(await open(day('10:00:00'))).toEqual(['lock/digest-orphaned']);
  await bed.removeDigest(key);
  expect(await open(day('10:05:00'))).toEqual([]);
});

it('tells of a state that is written without any lock, until it is locked', async () => {
  for (const serial of [1, 2, 3, 4, 5]) bed.write(key, smallState({ serial }), day(`10:0${serial}:00`));
  expect(await open(day('11:00:00'))).toEqual(['lock/not-used']);
  bed.holdFile(key, day('11:10:00'), null);
  bed.write(key, smallState({ serial: 6 }), day('11:11:00'));
  bed.releaseFile(key, day('11:12:00'));
  expect(await open(day('11:30:00'))).toEqual([]);
});

it('tells of writers that do not exclude each other', async () => {
  bed.holdFile(key, day('10:00:00'), null);
  bed.write(key, first, day('10:01:00'));
  bed.releaseFile(key, day('10:02:00'));
  bed.write(key, second, day('11:00:00'));
  await bed.digest(key, second);
  expect(await open(day('11:30:00'))).toEqual(['lock/mixed-mechanisms']);
  bed.holdFile(key, day('12:00:00'), null);
  bed.write(key, third, day('12:01:00'));
  bed.releaseFile(key, day('12:02:00'));
  await bed.digest(key, third);
  expect(await open(day('12:30:00'), 'mixedWithin: 1h')).toEqual([]);
});

it('tells of runs that wait for each other', async () => {
  bed.write(key, first, day('10:00:00'));
  for (let minute = 10; minute < 50; minute++) {
    bed.holdFile(key, day(`10:${minute}:00`), day(`10:${minute}:55`));
  }
  expect(await open(day('11:30:00'))).toEqual(['lock/contention']);
  // All of it long ago.
  expect(await open('2026-11-28T12:00:00Z')).toEqual([]);
});

it('tells of locks without a state, and of entries of other buckets', async () => {
  bed.holdFile('prod/gone.tfstate', day('08:00:00'), null);
  await bed.holdTable('prod/also-gone.tfstate', day('08:00:00'));
  await bed.stranger('old-bucket/app.tfstate-md5');
  expect(await open(day('10:30:00'), 'staleAfterFor: { apply: 24h }')).toEqual([
    'lock/orphaned dynamodb://terraform-locks',
    'lock/orphaned prod/also-gone.tfstate',
    'lock/orphaned prod/gone.tfstate',
  ]);
});

it('tells of locks that tell nothing', async () => {
  bed.write(key, first, day('10:00:00'));
  bed.write(`${key}.tflock`, 'locked by ada', day('10:00:00'));
  await bed.holdTable(key, day('10:00:00'), 'locked by ada');
  expect(await open(day('10:05:00'))).toEqual(['lock/unreadable', 'lock/unreadable']);
});

it('leaves out states that the globs of the source leave out, whatever stands in the table', async () => {
  bed.write('prod/notes.txt', 'no state', day('10:00:00'));
  await bed.digest('prod/notes.txt', 'something else');
  expect(await open(day('11:00:00'))).toEqual([]);
});

it('tells of a table that is not there, and still of locks in the bucket', async () => {
  bed.write(key, first, day('10:00:00'));
  bed.holdFile(key, day('10:00:00'), null);
  await bed.dropTable();
  expect(await open(day('12:00:00'))).toEqual(['lock/stale', 'lock/table-missing dynamodb://terraform-locks']);
});

it('tells of a policy that keeps locks from being released', async () => {
  const Statement = [
    { Sid: 'Keep', Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::acme-tfstate/*' },
  ];
  bed.s3.policy = JSON.stringify({ Version: '2012-10-17', Statement });
  expect(await open(day('10:00:00'))).toEqual(['lock/cannot-release s3://acme-tfstate']);
  bed.s3.policy = null;
  expect(await open(day('10:05:00'))).toEqual(['lock/cannot-release s3://acme-tfstate']);
  // Settings are read once an hour.
  expect(await open(day('11:05:00'))).toEqual([]);
});

it('leaves findings as they are when the table may not be read, names the permission, and still watches the bucket', async () => {
  await bed.digest(key, first);
  bed.write(key, second, day('10:00:00'));
  bed.write('prod/app.tfstate', first, day('10:00:00'));
  expect(await open(day('10:05:00'))).toEqual(['lock/digest-mismatch']);
  const denied = Object.assign(new Error('not allowed'), {
    name: 'AccessDeniedException',
    $metadata: { httpStatusCode: 400 },
  });
  bed.database.middlewareStack.add(
    () => async () => {
      throw denied;
    },
    { step: 'initialize', priority: 'high' },
  );
  bed.holdFile('prod/app.tfstate', day('10:06:00'), null);
  const { findings, errors } = await bed.scan(day('12:00:00'));
  expect(errors).toContainEqual(
    expect.objectContaining({ code: 'denied', permission: 'dynamodb:Scan', stateKey: null }),
  );
  const ids = findings.map(({ checkId, stateKey }) => `${checkId} ${stateKey}`);
  expect(ids).toContain(`lock/digest-mismatch ${key}`);
  expect(ids).toContain('lock/stale prod/app.tfstate');
});

it('tells of two writes of one serial once, and which of them was not locked', async () => {
  bed.write(key, smallState({ serial: 2 }), day('10:00:00'));
  bed.holdFile(key, day('10:10:00'), null);
  bed.write(key, smallState({ serial: 2, tainted: true }), day('10:11:00'));
  bed.releaseFile(key, day('10:12:00'));
  const { findings } = await bed.scan(day('11:00:00'), '', ['integrity', 'locks']);
  const lost = findings.filter(({ checkId }) => checkId.endsWith('/lost-update'));
  expect(lost.map(({ checkId, evidence }) => [checkId, evidence.versions])).toEqual([
    ['state/lost-update', [expect.objectContaining({ locked: true }), expect.objectContaining({ locked: false })]],
  ]);
});

it('asks for no more than the listing and the pages of the table when nothing changed', async () => {
  for (let index = 0; index < 30; index++) {
    bed.write(`prod/${index}.tfstate`, first, day('10:00:00'));
    await bed.digest(`prod/${index}.tfstate`, first);
  }
  await bed.scan(day('11:00:00'));
  bed.s3.requests.length = 0;
  const asked: string[] = [];
  bed.database.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        asked.push(String(commandName));
        return await next(args);
      },
    { step: 'initialize' },
  );
  await bed.scan(day('11:05:00'));
  expect(bed.s3.requests.map(({ operation }) => operation)).toEqual(['ListObjectsV2']);
  expect(asked).toEqual(['ScanCommand']);
});

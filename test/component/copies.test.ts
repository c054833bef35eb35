import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../src/config/load.ts';
import type { ActivityRecord } from '../../src/findings/activity.ts';
import { openEmbeddedStore } from '../../src/findings/embedded.ts';
import { scanEstate } from '../../src/pipeline/scan-estate.ts';
import type { ScanReport } from '../../src/reports/report.ts';
import { scanners } from '../../src/scanners/index.ts';
import { s3Copy } from '../../src/sources/s3/s3-copy.ts';
import { s3Source } from '../../src/sources/s3/s3-source.ts';
import type { Source } from '../../src/sources/source.ts';
import { copyChecks } from '../support/bucket-checks.ts';
import { type S3Server, startS3 } from '../support/s3-server.ts';
import { smallState } from '../support/small-state.ts';

const fired = new Set<string>();
afterAll(() => {
  expect([...fired].filter((id) => copyChecks.includes(id)).sort()).toEqual(copyChecks);
});

const key = 'prod/net.tfstate';
let embedded: Awaited<ReturnType<typeof openEmbeddedStore>>;
let bucket: S3Server;
let copies: S3Server;
let source: Source;

beforeEach(async () => {
  embedded = await openEmbeddedStore();
  bucket = await startS3();
  copies = await startS3();
  const copy = s3Copy({ client: copies.client(), bucket: copies.bucket, prefix: 'nightly/', maximumAge: 3_600_000 });
  source = s3Source({ name: 'main', bucket: bucket.bucket, prefix: '', client: bucket.client(), copies: [copy] });
});
afterEach(async () => {
  await Promise.all([embedded.close(), bucket.close(), copies.close()]);
});

/** A run of the backups scanner at a time of the day. @param options of it, as YAML */
async function scan(time: string, options = ''): Promise<ScanReport> {
  const report = await scanEstate({
    sources: [source],
    scanners: scanners.filter(({ name }) => name === 'backups'),
    configuration: parseConfiguration(`scanners: { backups: { ${options} } }`, {
      scanners,
      file: 'of the test',
      baseFolder: '/',
    }),
    store: embedded.store,
    clock: () => new Date(time.includes('T') ? time : `2026-11-20T${time}:00Z`),
    signal: new AbortController().signal,
  });
  for (const { checkId } of report.findings) fired.add(checkId);
  return report;
}

/** Findings about the copy. */
const told = ({ findings, errors }: ScanReport) => ({
  ids: findings
    .map(({ checkId }) => checkId)
    .filter((id) => [...copyChecks, 'backup/copy-missing', 'backup/restore-failed'].includes(id)),
  errors: errors.map(({ message }) => message).filter((message) => message.includes('nightly')),
});
const quiet = { ids: [], errors: [] };
const only = (id: string) => ({ ids: [id], errors: [] });

function write(serial: number): void {
  bucket.put(key, smallState({ serial }));
}

function copy(text: string): void {
  copies.put(`nightly/${key}`, text);
}

async function drills(): Promise<readonly ActivityRecord[]> {
  const records: ActivityRecord[] = [];
  for await (const record of embedded.store.activity({ kind: 'drill', source: 'main', targetId: key })) {
    records.push(record);
  }
  return records;
}

describe('a copy elsewhere', () => {
  it('has its time to follow; then it is missed, and found again once it is there', async () => {
    write(1);
    expect(told(await scan('10:00'))).toEqual(quiet);
    expect(told(await scan('10:59'))).toEqual(quiet);
    expect(told(await scan('11:05'))).toEqual(only('backup/copy-missing'));
    copy(smallState({ serial: 1 }));
    expect(told(await scan('12:10'))).toEqual(quiet);
  });

  it('is stale when it lacks a write, however often it was written itself, and says since when', async () => {
    write(1);
    copy(smallState({ serial: 1 }));
    await scan('10:00');
    bucket.setTime('2026-11-20T10:30:00Z');
    write(2);
    await scan('10:31');
    write(3);
    copies.setTime('2026-11-20T11:29:00Z');
    copy(smallState({ serial: 1 }));
    expect(told(await scan('11:29'))).toEqual(quiet);
    const report = await scan('11:31');
    expect(told(report)).toEqual(only('backup/copy-stale'));
    expect(report.findings.find(({ checkId }) => checkId === 'backup/copy-stale')?.evidence).toMatchObject({
      copySerial: 1,
      stateSerial: 3,
      since: '2026-11-20T10:30:01.000Z',
      recoveryPoint: '2026-11-20T10:00:01.000Z',
    });
    copy(smallState({ serial: 3 }));
    expect(told(await scan('12:31'))).toEqual(quiet);
  });

  it.each([
    ['cut off', smallState({ serial: 1 }).slice(0, -9), 'backup/restore-failed'],
    ['of another lineage', smallState({ serial: 1, lineage: 'another' }), 'backup/copy-mismatch'],
    ['edited', `${smallState({ serial: 1 })}\n`, 'backup/copy-mismatch'],
  ])('is told when it is %s', async (_what, text, id) => {
    write(1);
    copy(text);
    expect(told(await scan('11:05'))).toEqual(only(id));
    copy(smallState({ serial: 1 }));
    expect(told(await scan('12:10'))).toEqual(quiet);
  });

  it('that may not be read is an error that names the permission, and no finding resolves by it', async () => {
    write(1);
    expect(told(await scan('11:05'))).toEqual(only('backup/copy-missing'));
    copies.fault = () => ({ status: 403, code: 'AccessDenied' });
    const { ids, errors } = told(await scan('12:10'));
    expect(ids).toEqual(['backup/copy-missing']);
    expect(errors).toEqual([expect.stringContaining('s3:ListBucket')]);
  });

  it('costs two requests when the state changes and when its copy is due, and none at rest', async () => {
    write(1);
    copy(smallState({ serial: 1 }));
    const asked = async (time: string) => {
      copies.requests.length = 0;
      await scan(time);
      return copies.requests.map(({ operation }) => operation);
    };
    expect(await asked('10:05')).toEqual(['ListObjectsV2', 'GetObject']);
    expect(await asked('10:40')).toEqual([]);
    expect(await asked('11:05')).toEqual(['ListObjectsV2', 'GetObject']);
    expect(await asked('12:05')).toEqual([]);
    expect(await asked('13:05')).toEqual([]);
  });
});

describe('the status of replication', () => {
  it.each(['FAILED', 'PENDING'])('is told when it is %s for too long', async (status) => {
    write(1);
    copy(smallState({ serial: 1 }));
    bucket.replicationStatus = status;
    expect(told(await scan('11:05'))).toEqual(only('backup/replication-failed'));
    bucket.replicationStatus = 'COMPLETED';
    expect(told(await scan('12:10'))).toEqual(quiet);
  });
});

describe('a drill', () => {
  it('reads back each state in its turn though nothing changed, and is recorded', async () => {
    for (const serial of [1, 2, 3, 4, 5]) write(serial);
    copy(smallState({ serial: 5 }));
    await scan('11:10', 'drillEvery: 4d');
    const first = await drills();
    expect(
      first.map(({ details: { of, serial, problem, lostSeconds } }) => [serial, of, problem, lostSeconds]),
    ).toEqual(
      expect.arrayContaining([
        [2, 'version', null, 3],
        [3, 'version', null, 2],
        [4, 'version', null, 1],
        [5, 'copy', null, 0],
      ]),
    );
    expect(first).toHaveLength(4);
    expect(first[0]?.details).toMatchObject({ milliseconds: 0, managedInstances: expect.any(Number) });

    await scan('2026-11-22T11:00:00Z', 'drillEvery: 4d');
    expect(await drills()).toHaveLength(4);
    await scan('2026-11-24T11:10:00Z', 'drillEvery: 4d');
    expect(await drills()).toHaveLength(8);
  });

  it('passes over a version that is deleted meanwhile, and takes the one before it', async () => {
    for (const serial of [1, 2, 3]) write(serial);
    copy(smallState({ serial: 3 }));
    bucket.fault = ({ operation, query }) =>
      operation === 'GetObject' && query.get('versionId') === 'Kq.2_FAKE'
        ? { status: 404, code: 'NoSuchVersion' }
        : null;
    const report = await scan('11:10');
    expect(report.errors.map(({ message }) => message).filter((message) => message.includes('prod'))).toEqual([]);
    expect((await drills()).map(({ details }) => details.serial).sort()).toEqual([1, 3]);
  });
});

import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../src/config/load.ts';
import { openEmbeddedStore } from '../../src/findings/embedded.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { scanEstate } from '../../src/pipeline/scan-estate.ts';
import type { ScanReport } from '../../src/reports/report.ts';
import { scanners } from '../../src/scanners/index.ts';
import type { BucketEncryption, BucketSettings, LifecycleRule } from '../../src/sources/bucket.ts';
import { SourceError } from '../../src/sources/errors.ts';
import { s3Source } from '../../src/sources/s3/s3-source.ts';
import type { Source } from '../../src/sources/source.ts';
import { bucketChecks } from '../support/bucket-checks.ts';
import { type S3Server, startS3 } from '../support/s3-server.ts';
import { folderBed } from '../support/source-beds.ts';

const fired = new Set<string>();
afterAll(() => {
  const expected = bucketChecks.filter((id) => id.startsWith('secret/'));
  expect([...fired].filter((id) => expected.includes(id)).sort()).toEqual(expected);
});

const password = ['not', 'a', 'real', 'password', '7'].join('-');
let serial = 0;

/** A state with a database that has a password, or none. */
function state(secret: string | null): string {
  serial += 1;
  const attributes = { id: 'db-1', password: secret, engine: 'postgres' };
  const resource = {
    mode: 'managed',
    type: 'aws_db_instance',
    name: 'main',
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [{ schema_version: 2, attributes }],
  };
  const lineage = '3f8a2c5e-6f0b-4a57-9a55-2f6f0d1f8c11';
  return JSON.stringify({
    version: 4,
    terraform_version: '1.11.4',
    serial,
    lineage,
    outputs: {},
    resources: [resource],
  });
}

let embedded: Awaited<ReturnType<typeof openEmbeddedStore>>;
beforeEach(async () => {
  embedded = await openEmbeddedStore();
});
afterEach(() => embedded.close());

let minute = 0;
/** A run of the secrets scanner, a minute after the one before. @param more of the configuration, as YAML */
async function scan(source: Source, more = '', from = '2026-11-20T12:00:00Z'): Promise<ScanReport> {
  minute += 1;
  const now = new Date(Date.parse(from) + minute * 60_000);
  const report = await scanEstate({
    sources: [source],
    scanners: scanners.filter(({ name }) => name === 'secrets'),
    configuration: parseConfiguration(more, { scanners, file: 'of the test', baseFolder: '/' }),
    store: embedded.store,
    clock: () => now,
    signal: new AbortController().signal,
  });
  for (const { checkId } of report.findings) fired.add(checkId);
  return report;
}

const idsOf = ({ findings }: ScanReport) => findings.map(({ checkId }) => checkId).sort();
const inHistory = ({ findings }: ScanReport): Finding | undefined =>
  findings.find(({ checkId }) => checkId === 'secret/in-history');

describe('in a bucket', () => {
  let s3: S3Server;
  let source: Source;
  let asked: string[];
  let rules: readonly LifecycleRule[];
  let encryption: BucketEncryption | SourceError;

  beforeEach(async () => {
    s3 = await startS3();
    asked = [];
    rules = [];
    encryption = { algorithm: 'aws:kms', key: null };
    const read = s3Source({ name: 'main', bucket: s3.bucket, prefix: '', client: s3.client() });
    const bucket: BucketSettings = {
      ...(read.bucket as BucketSettings),
      lifecycle: async () => {
        asked.push('lifecycle');
        return rules;
      },
      replication: async () => {
        asked.push('replication');
        return [];
      },
      encryption: async () => {
        asked.push('encryption');
        if (encryption instanceof SourceError) throw encryption;
        return encryption;
      },
    };
    source = { ...read, bucket };
  });
  afterEach(() => s3.close());

  const readings = () => s3.requests.filter(({ operation }) => operation === 'GetObject').length;

  /** Does what the commands of a remediation say. */
  function purge(remediation: string): void {
    const [, loop = '', single = ''] = /for version in (.*?); do|--version-id ([^"`]\S*?)`/.exec(remediation) ?? [];
    for (const id of `${loop}${single}`.split(' ')) s3.removeVersionById('net.tfstate', id);
  }

  it('a secret that is taken out of a state is told of until its versions are purged, and nothing is read for that', async () => {
    s3.put('net.tfstate', state(password));
    expect(idsOf(await scan(source))).toEqual(['secret/sensitive-attribute']);
    s3.put('net.tfstate', state(password));
    expect(idsOf(await scan(source))).toEqual(['secret/sensitive-attribute']);
    s3.put('net.tfstate', state(null));
    const fixed = await scan(source);
    expect(idsOf(fixed)).toEqual(['secret/in-history']);
    const finding = inHistory(fixed);
    expect(finding).toMatchObject({
      address: 'aws_db_instance.main',
      evidence: { path: 'password', kind: 'sensitive-attribute', versions: 2, keptUntil: null, unread: 0 },
    });
    // Each version was read once, when it was current.
    expect(readings()).toBe(3);

    const unchanged = await scan(source);
    expect(inHistory(unchanged)?.revision).toBe(finding?.revision);
    expect(readings()).toBe(3);

    purge(finding?.remediation ?? '');
    const purged = await scan(source);
    expect(idsOf(purged)).toEqual([]);
    s3.requests.splice(0);
    await scan(source);
    expect(s3.requests.map(({ operation }) => operation)).toEqual(['ListObjectsV2']);
  });

  it('versions that nobody has read yet are read once each', async () => {
    for (let count = 0; count < 4; count++) s3.put('net.tfstate', state(password));
    s3.put('net.tfstate', state(null));
    expect(inHistory(await scan(source))?.evidence).toMatchObject({ versions: 4, unread: 0 });
    expect(readings()).toBe(5);
    await scan(source);
    s3.put('net.tfstate', state(null));
    expect(inHistory(await scan(source))?.evidence).toMatchObject({ versions: 4 });
    expect(readings()).toBe(6);
    const versions = s3.requests.flatMap(({ query }) => query.get('versionId') ?? []);
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('no more and no older ones are read than the options say, and it is told how many are left out', async () => {
    for (let count = 0; count < 5; count++) s3.put('net.tfstate', state(password));
    s3.put('net.tfstate', state(null));
    const few = await scan(source, 'scanners: { secrets: { historyVersions: 2 } }');
    expect(inHistory(few)?.evidence).toMatchObject({ versions: 2, unread: 3 });
    expect(readings()).toBe(3);
    // Under other options they are looked at anew, but not read again.
    const more = await scan(source, 'scanners: { secrets: { historyVersions: 4 } }');
    expect(inHistory(more)?.evidence).toMatchObject({ versions: 4, unread: 1 });
    expect(readings()).toBe(6);
    const old = await scan(source, 'scanners: { secrets: { historyDays: 1 } }', '2026-11-29T12:00:00Z');
    expect(inHistory(old)?.evidence).toMatchObject({ versions: 4, unread: 1 });
  });

  it('a state that has more versions than one short listing shows is searched all the same', async () => {
    s3.put('net.tfstate', state(password));
    await scan(source);
    for (let count = 0; count < 30; count++) s3.put('net.tfstate', state(null));
    expect(inHistory(await scan(source))?.evidence).toMatchObject({ versions: 1, unread: 19 });
  });

  it('a secret that still stands in its place is the concern of other checks', async () => {
    s3.put('net.tfstate', state(`${password}0`));
    s3.put('net.tfstate', state(password));
    expect(idsOf(await scan(source))).toEqual(['secret/sensitive-attribute']);
  });

  it('a state that is deleted is readable in its versions, until they are purged', async () => {
    s3.put('net.tfstate', state(password));
    await scan(source);
    s3.remove('net.tfstate');
    const deleted = await scan(source);
    expect(idsOf(deleted)).toEqual(['secret/in-history']);
    expect(idsOf(await scan(source))).toEqual(['secret/in-history']);
    purge(inHistory(deleted)?.remediation ?? '');
    expect(idsOf(await scan(source))).toEqual([]);
    expect(readings()).toBe(1);
  });

  it('a state that is encrypted now hides nothing of what it was before', async () => {
    s3.put('net.tfstate', state(password));
    await scan(source);
    s3.put(
      'net.tfstate',
      JSON.stringify({ serial: 9, lineage: 'x', meta: { a: 'b' }, encrypted_data: 'AAAA', encryption_version: 'v0' }),
    );
    expect(idsOf(await scan(source))).toContain('secret/in-history');
  });

  it('what is known of versions outlives a scan that failed', async () => {
    s3.put('net.tfstate', state(password));
    await scan(source);
    s3.put('net.tfstate', state(null));
    s3.fault = ({ operation }) => (operation === 'ListObjectVersions' ? { status: 403, code: 'AccessDenied' } : null);
    const denied = await scan(source);
    expect(denied.errors.map(({ permission }) => permission)).toEqual(['s3:ListBucketVersions']);
    s3.fault = () => null;
    s3.requests.splice(0);
    expect(idsOf(await scan(source))).toEqual(['secret/in-history']);
    // The current one, which is due again after the failure; of the first it is known what it holds.
    expect(readings()).toBe(1);
  });

  it('is suppressed and told again without being read again', async () => {
    s3.put('net.tfstate', state(password));
    s3.put('net.tfstate', state(null));
    s3.put('other.tfstate', state(password));
    await scan(source);
    const read = readings();
    const entry = "{ checks: ['secret/*'], reason: 'of a test', owner: platform, expires: '2026-12-31' }";
    const suppressed = await scan(source, `suppressions: [${entry}]`);
    expect(suppressed.findings.map(({ status }) => status)).toEqual(['suppressed', 'suppressed']);
    const again = await scan(source);
    expect(again.findings.map(({ status }) => status)).toEqual(['open', 'open']);
    // Of the state without earlier secrets nothing else is known than what is read.
    expect(readings()).toBeLessThanOrEqual(read + 2);
  });

  it('a damaged earlier version is never read again', async () => {
    s3.put('net.tfstate', state(password).slice(0, 200));
    s3.put('net.tfstate', state(password));
    s3.put('net.tfstate', state(null));
    expect(inHistory(await scan(source))?.evidence).toMatchObject({ versions: 1, unread: 1 });
    s3.put('net.tfstate', state(null));
    await scan(source);
    expect(readings()).toBe(4);
  });

  it('says until when the rules of the bucket keep the versions', async () => {
    rules = [
      {
        id: 'tidy-up',
        filter: { prefix: '', tagged: false, largerThan: null, smallerThan: null },
        expiresAfterDays: null,
        earlierVersions: { days: 30, newer: 0 },
      },
    ];
    for (const key of ['a.tfstate', 'b.tfstate', 'c.tfstate']) {
      s3.put(key, state(password));
      s3.put(key, state(null));
    }
    const { findings } = await scan(source);
    expect(findings.map(({ evidence }) => evidence.keptUntil)).toEqual(Array(3).fill('2026-12-21T00:00:00.000Z'));
    // Once for the bucket, not once for each state.
    expect(asked.sort()).toEqual(['lifecycle', 'replication']);
  });

  it('states with secrets are told of where no KMS key encrypts them; the bucket is asked once', async () => {
    encryption = { algorithm: 'AES256', key: null };
    for (const key of ['a.tfstate', 'b.tfstate', 'c.tfstate']) s3.put(key, state(password));
    s3.put('d.tfstate', state(null));
    const report = await scan(source);
    expect(report.findings.filter(({ checkId }) => checkId === 'secret/state-unencrypted')).toHaveLength(3);
    expect(asked).toEqual(['encryption']);
    encryption = { algorithm: 'aws:kms', key: null };
    minute += 10;
    s3.put('a.tfstate', state(password));
    expect((await scan(source)).findings.filter(({ checkId }) => checkId === 'secret/state-unencrypted')).toHaveLength(
      2,
    );
  });

  it('a setting that may not be read is told of with its permission, and nothing is judged by it', async () => {
    encryption = new SourceError({
      location: 's3://acme-tfstate',
      failure: 'denied',
      detail: 'access denied',
      permission: 's3:GetEncryptionConfiguration',
      action: 'Grant it.',
    });
    for (const key of ['a.tfstate', 'b.tfstate']) s3.put(key, state(password));
    const report = await scan(source);
    expect(idsOf(report)).toEqual(['secret/sensitive-attribute', 'secret/sensitive-attribute']);
    expect(report.errors.map(({ permission }) => permission)).toEqual(Array(2).fill('s3:GetEncryptionConfiguration'));
    expect(asked).toEqual(['encryption']);
  });
});

it('a backup beside a local state is an earlier version too, and its command removes it', async () => {
  const bed = await folderBed();
  try {
    await bed.put('net.tfstate', state(password));
    await bed.put('net.tfstate', state(null));
    const finding = inHistory(await scan(bed.source()));
    expect(finding?.evidence).toMatchObject({ versions: 1, copies: [] });
    expect(finding?.remediation).toMatch(/`rm \S*\/net\.tfstate\.backup`/);
    await bed.remove('net.tfstate.backup');
    expect(idsOf(await scan(bed.source()))).toEqual([]);
  } finally {
    await bed.close();
  }
});

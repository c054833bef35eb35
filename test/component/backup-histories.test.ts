import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../src/config/load.ts';
import { openEmbeddedStore } from '../../src/findings/embedded.ts';
import { scanEstate } from '../../src/pipeline/scan-estate.ts';
import type { ScanReport } from '../../src/reports/report.ts';
import { tlsOnly } from '../../src/scanners/backups/samples.ts';
import { scanners } from '../../src/scanners/index.ts';
import { s3Source } from '../../src/sources/s3/s3-source.ts';
import type { Source } from '../../src/sources/source.ts';
import { bucketChecks } from '../support/bucket-checks.ts';
import { type S3Server, startS3 } from '../support/s3-server.ts';
import { smallState } from '../support/small-state.ts';
import { folderBed } from '../support/source-beds.ts';

const fired = new Set<string>();
afterAll(() => {
  const expected = bucketChecks.filter((id) => id.startsWith('backup/'));
  expect([...fired].filter((id) => expected.includes(id)).sort()).toEqual(expected);
});

let embedded: Awaited<ReturnType<typeof openEmbeddedStore>>;
beforeEach(async () => {
  embedded = await openEmbeddedStore();
});
afterEach(() => embedded.close());

/** A run of the backups scanner. @param options of it, as YAML */
async function scan(source: Source, now: string, options = ''): Promise<ScanReport> {
  const text = `scanners: { backups: { ${options} } }`;
  const report = await scanEstate({
    sources: [source],
    scanners: scanners.filter(({ name }) => name === 'backups'),
    configuration: parseConfiguration(text, { scanners, file: 'of the test', baseFolder: '/' }),
    store: embedded.store,
    clock: () => new Date(now),
    signal: new AbortController().signal,
  });
  for (const { checkId } of report.findings) fired.add(checkId);
  return report;
}

const idsOf = ({ findings }: ScanReport) => findings.map(({ checkId }) => checkId).sort();

describe('a bucket', () => {
  const client = new S3Client({ region: 'us-east-1', credentials: { accessKeyId: 'fake', secretAccessKey: 'fake' } });
  const s3 = mockClient(client);
  const source = s3Source({ name: 'main', bucket: 'acme-tfstate', prefix: 'prod/', client });
  const none = (name: string) =>
    new S3ServiceException({ name, $fault: 'client', message: name, $metadata: { httpStatusCode: 404 } });

  const rule = {
    ID: 'copy',
    Status: 'Enabled',
    Filter: { Prefix: 'prod/' },
    Destination: { Bucket: 'arn:aws:s3:::acme-copy' },
    SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
  } as const;

  /** A bucket in which all is well. */
  beforeEach(() => {
    s3.reset();
    s3.on(ListObjectsV2Command).resolves({ Contents: [] });
    s3.on(ListObjectVersionsCommand).resolves({ Versions: [] });
    s3.on(GetBucketVersioningCommand).resolves({ Status: 'Enabled' });
    s3.on(GetBucketLifecycleConfigurationCommand).resolves({
      Rules: [
        { ID: 'keep', Status: 'Enabled', Filter: {}, NoncurrentVersionExpiration: { NoncurrentDays: 90 } },
        { ID: 'uploads', Status: 'Enabled', Filter: {}, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
        { ID: 'off', Status: 'Disabled', Filter: {}, Expiration: { Days: 1 } },
      ],
    });
    s3.on(GetObjectLockConfigurationCommand).resolves({
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } },
      },
    });
    s3.on(GetBucketReplicationCommand).resolves({ ReplicationConfiguration: { Role: 'any', Rules: [rule] } });
    s3.on(GetPublicAccessBlockCommand).resolves({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    });
    s3.on(GetBucketPolicyStatusCommand).resolves({ PolicyStatus: { IsPublic: false } });
    s3.on(GetBucketEncryptionCommand).resolves({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/states' } }],
      },
    });
    s3.on(GetBucketPolicyCommand).resolves({ Policy: tlsOnly().value.text });
    s3.on(GetBucketLoggingCommand).resolves({ LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: '' } });
  });

  it('has no finding where all is well', async () => {
    const report = await scan(source, '2026-11-20T12:00:00Z', 'requiredKey: alias/states');
    expect([idsOf(report), report.errors]).toEqual([[], []]);
  });

  it('has many as it is made', async () => {
    s3.on(GetBucketVersioningCommand).resolves({});
    s3.on(GetBucketLifecycleConfigurationCommand).rejects(none('NoSuchLifecycleConfiguration'));
    s3.on(GetObjectLockConfigurationCommand).rejects(none('ObjectLockConfigurationNotFoundError'));
    s3.on(GetBucketReplicationCommand).rejects(none('ReplicationConfigurationNotFoundError'));
    s3.on(GetPublicAccessBlockCommand).rejects(none('NoSuchPublicAccessBlockConfiguration'));
    s3.on(GetBucketPolicyStatusCommand).rejects(none('NoSuchBucketPolicy'));
    s3.on(GetBucketEncryptionCommand).rejects(none('ServerSideEncryptionConfigurationNotFoundError'));
    s3.on(GetBucketPolicyCommand).rejects(none('NoSuchBucketPolicy'));
    s3.on(GetBucketLoggingCommand).resolves({});
    const report = await scan(source, '2026-11-20T12:00:00Z');
    expect(report.errors).toEqual([]);
    expect(idsOf(report)).toEqual([
      'backup/access-logging-off',
      'backup/insecure-transport',
      'backup/no-object-lock',
      'backup/public-access',
      'backup/replication-missing',
      'backup/unencrypted',
      'backup/versioning-disabled',
    ]);
  });

  it('has others when somebody saved money or trouble', async () => {
    s3.on(GetBucketVersioningCommand).resolves({ Status: 'Suspended' });
    s3.on(GetObjectLockConfigurationCommand).resolves({ ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } });
    s3.on(GetBucketLifecycleConfigurationCommand).resolves({
      Rules: [
        { ID: 'old', Status: 'Enabled', Prefix: 'prod/', NoncurrentVersionExpiration: { NoncurrentDays: 3 } },
        { ID: 'else', Status: 'Enabled', Filter: { Prefix: 'logs/' }, Expiration: { Days: 3 } },
      ],
    });
    s3.on(GetBucketReplicationCommand).resolves({
      ReplicationConfiguration: {
        Role: 'any',
        Rules: [
          { ...rule, ID: 'tags', Filter: { And: { Prefix: 'prod/', Tags: [{ Key: 'copy', Value: 'yes' }] } } },
          { ID: 'first-version', Status: 'Enabled', Prefix: '', Destination: { Bucket: 'arn:aws:s3:::acme-copy' } },
        ],
      },
    });
    expect(idsOf(await scan(source, '2026-11-20T12:00:00Z'))).toEqual([
      'backup/mfa-delete-off',
      'backup/no-object-lock',
      'backup/replication-delete-markers',
      'backup/replication-disabled',
      'backup/retention-too-short',
      'backup/versioning-suspended',
    ]);
  });

  it('is not judged by what may not be read, and the permission is named', async () => {
    s3.on(GetBucketVersioningCommand).resolves({});
    const before = await scan(source, '2026-11-20T12:00:00Z');
    expect(idsOf(before)).toEqual(['backup/versioning-disabled']);
    const denied = new S3ServiceException({
      name: 'AccessDenied',
      $fault: 'client',
      message: 'Access Denied',
      $metadata: { httpStatusCode: 403 },
    });
    s3.on(GetBucketVersioningCommand).rejects(denied);
    const after = await scan(source, '2026-11-20T13:00:00Z');
    expect(idsOf(after)).toEqual(['backup/versioning-disabled']);
    expect(after.errors).toContainEqual(
      expect.objectContaining({ code: 'denied', permission: 's3:GetBucketVersioning', stateKey: 's3://acme-tfstate' }),
    );
  });

  it('is looked at once an hour', async () => {
    await scan(source, '2026-11-20T12:00:00Z');
    s3.on(GetBucketVersioningCommand).resolves({});
    expect(idsOf(await scan(source, '2026-11-20T12:30:00Z'))).toEqual([]);
    expect(idsOf(await scan(source, '2026-11-20T13:00:00Z'))).toEqual(['backup/versioning-disabled']);
  });
});

it('a file that is gone while its backup is left is told of with the command that puts it back', async () => {
  const bed = await folderBed();
  try {
    for (const serial of [1, 2]) await bed.put('net.tfstate', smallState({ serial }));
    expect(idsOf(await scan(bed.source(), '2026-11-20T12:00:00Z'))).toEqual([]);
    await bed.remove('net.tfstate');
    const { findings } = await scan(bed.source(), '2026-11-20T13:00:00Z');
    expect(findings.map(({ checkId }) => checkId)).toEqual(['backup/state-deleted']);
    expect(findings[0]?.remediation).toContain('`statewarden restore . net.tfstate --version net.tfstate.backup`');
    await bed.put('net.tfstate', smallState({ serial: 2 }));
    expect(idsOf(await scan(bed.source(), '2026-11-20T14:00:00Z'))).toEqual([]);
  } finally {
    await bed.close();
  }
});

describe('a state', () => {
  let s3: S3Server;
  let source: Source;
  beforeEach(async () => {
    s3 = await startS3();
    source = { ...s3Source({ name: 'main', bucket: s3.bucket, prefix: '', client: s3.client() }), bucket: null };
  });
  afterEach(() => s3.close());

  it('that is deleted is told of with the command that brings it back, until it is back', async () => {
    s3.put('net.tfstate', smallState());
    expect(idsOf(await scan(source, '2026-11-20T12:00:00Z'))).toEqual([]);
    s3.remove('net.tfstate');
    const { findings } = await scan(source, '2026-11-20T13:00:00Z');
    expect(findings.map(({ checkId }) => checkId)).toEqual(['backup/state-deleted']);
    expect(findings[0]?.evidence).toMatchObject({ serial: 1, managedInstances: 1, canBeRestored: true });
    s3.removeVersion('net.tfstate', 0);
    expect(idsOf(await scan(source, '2026-11-20T14:00:00Z'))).toEqual([]);
  });

  it('that is deleted is old news after thirty days', async () => {
    s3.put('net.tfstate', smallState());
    await scan(source, '2026-11-20T12:00:00Z');
    s3.remove('net.tfstate');
    expect(idsOf(await scan(source, '2026-11-20T13:00:00Z'))).toEqual(['backup/state-deleted']);
    expect(idsOf(await scan(source, '2026-12-25T13:00:00Z'))).toEqual([]);
  });

  it('of which versions were deleted one by one is told of', async () => {
    for (const serial of [1, 2, 3]) {
      s3.put('net.tfstate', smallState({ serial }));
      await scan(source, `2026-11-20T1${serial}:00:00Z`);
    }
    s3.removeVersion('net.tfstate', 1);
    s3.put('net.tfstate', smallState({ serial: 4 }));
    const { findings } = await scan(source, '2026-11-20T15:00:00Z');
    expect(findings).toContainEqual(
      expect.objectContaining({
        checkId: 'backup/history-gap',
        evidence: { versions: [expect.objectContaining({ serial: 2 })] },
      }),
    );
  });

  it('whose oldest versions a lifecycle rule removed is as it should be', async () => {
    for (const serial of [1, 2, 3]) {
      s3.put('net.tfstate', smallState({ serial }));
      await scan(source, `2026-11-20T1${serial}:00:00Z`);
    }
    s3.removeVersion('net.tfstate', 2);
    s3.put('net.tfstate', smallState({ serial: 4 }));
    expect(idsOf(await scan(source, '2026-11-20T15:00:00Z'))).toEqual([]);
  });
});

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
  type LifecycleRule as S3LifecycleRule,
  type ReplicationRule as S3ReplicationRule,
} from '@aws-sdk/client-s3';
import { sourceErrorFrom } from '../../aws/errors.ts';
import type { BucketSettings, LifecycleRule, ReplicationRule, RuleFilter, Versioning } from '../bucket.ts';
import { addressOf, type Bucket } from './objects.ts';

/** Reads the settings of a bucket. Nothing is read before it is asked for. */
export function bucketSettings({ client, bucket }: Bucket): BucketSettings {
  const request = { Bucket: bucket };

  /** @param absent name of the error by which S3 says that there is no such setting. */
  async function ask<T, N>(permission: string, absent: string, signal: AbortSignal, call: () => Promise<T>, none: N) {
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Error && error.name === absent) return none;
      throw sourceErrorFrom(error, { location: addressOf(bucket, '').slice(0, -1), permission });
    }
  }

  return {
    name: bucket,
    versioning: (signal) =>
      ask('s3:GetBucketVersioning', '', signal, () => versioning(signal), { status: 'off', mfaDelete: false }),
    lifecycle: (signal) =>
      ask('s3:GetLifecycleConfiguration', 'NoSuchLifecycleConfiguration', signal, () => lifecycle(signal), []),
    objectLock: (signal) =>
      ask(
        's3:GetBucketObjectLockConfiguration',
        'ObjectLockConfigurationNotFoundError',
        signal,
        () => objectLock(signal),
        false,
      ),
    replication: (signal) =>
      ask(
        's3:GetReplicationConfiguration',
        'ReplicationConfigurationNotFoundError',
        signal,
        () => replication(signal),
        [],
      ),
    async publicAccess(signal) {
      const [blocked, isPublic] = await Promise.all([
        ask(
          's3:GetBucketPublicAccessBlock',
          'NoSuchPublicAccessBlockConfiguration',
          signal,
          () => publicAccessBlocked(signal),
          false,
        ),
        ask('s3:GetBucketPolicyStatus', 'NoSuchBucketPolicy', signal, () => policyIsPublic(signal), false),
      ]);
      return { blocked, isPublic };
    },
    encryption: (signal) =>
      ask(
        's3:GetEncryptionConfiguration',
        'ServerSideEncryptionConfigurationNotFoundError',
        signal,
        () => encryption(signal),
        { algorithm: null, key: null },
      ),
    policy: (signal) =>
      ask(
        's3:GetBucketPolicy',
        'NoSuchBucketPolicy',
        signal,
        async () => {
          const { Policy } = await client.send(new GetBucketPolicyCommand(request), { abortSignal: signal });
          return Policy ?? null;
        },
        null,
      ),
    accessLogging: (signal) => ask('s3:GetBucketLogging', '', signal, () => accessLogging(signal), false),
  };

  async function versioning(abortSignal: AbortSignal): Promise<Versioning> {
    const { Status, MFADelete } = await client.send(new GetBucketVersioningCommand(request), { abortSignal });
    const status = Status === 'Enabled' ? 'enabled' : Status === 'Suspended' ? 'suspended' : 'off';
    return { status, mfaDelete: MFADelete === 'Enabled' };
  }

  async function lifecycle(abortSignal: AbortSignal): Promise<readonly LifecycleRule[]> {
    const { Rules = [] } = await client.send(new GetBucketLifecycleConfigurationCommand(request), { abortSignal });
    return Rules.filter(({ Status }) => Status === 'Enabled').map(lifecycleRule);
  }

  async function objectLock(abortSignal: AbortSignal): Promise<boolean> {
    const { ObjectLockConfiguration } = await client.send(new GetObjectLockConfigurationCommand(request), {
      abortSignal,
    });
    return ObjectLockConfiguration?.Rule?.DefaultRetention !== undefined;
  }

  async function replication(abortSignal: AbortSignal): Promise<readonly ReplicationRule[]> {
    const { ReplicationConfiguration } = await client.send(new GetBucketReplicationCommand(request), { abortSignal });
    return (ReplicationConfiguration?.Rules ?? []).map(replicationRule);
  }

  async function publicAccessBlocked(abortSignal: AbortSignal): Promise<boolean> {
    const { PublicAccessBlockConfiguration: block = {} } = await client.send(new GetPublicAccessBlockCommand(request), {
      abortSignal,
    });
    const ways = [block.BlockPublicAcls, block.IgnorePublicAcls, block.BlockPublicPolicy, block.RestrictPublicBuckets];
    return ways.every((way) => way === true);
  }

  async function policyIsPublic(abortSignal: AbortSignal): Promise<boolean> {
    const { PolicyStatus } = await client.send(new GetBucketPolicyStatusCommand(request), { abortSignal });
    return PolicyStatus?.IsPublic === true;
  }

  async function encryption(abortSignal: AbortSignal) {
    const { ServerSideEncryptionConfiguration } = await client.send(new GetBucketEncryptionCommand(request), {
      abortSignal,
    });
    const { SSEAlgorithm, KMSMasterKeyID } =
      ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault ?? {};
    return { algorithm: SSEAlgorithm ?? null, key: KMSMasterKeyID ?? null };
  }

  async function accessLogging(abortSignal: AbortSignal): Promise<boolean> {
    const { LoggingEnabled } = await client.send(new GetBucketLoggingCommand(request), { abortSignal });
    return LoggingEnabled !== undefined;
  }
}

function lifecycleRule(rule: S3LifecycleRule, index: number): LifecycleRule {
  const { ID, Filter, Expiration, NoncurrentVersionExpiration: earlier } = rule;
  const and = Filter?.And;
  const expires = Expiration?.Days ?? (Expiration?.Date === undefined ? null : 0);
  const filter: RuleFilter = {
    // `Prefix` beside the filter is how rules were written before 2016.
    prefix: and?.Prefix ?? Filter?.Prefix ?? oldPrefix(rule),
    tagged: Filter?.Tag !== undefined || (and?.Tags ?? []).length > 0,
    largerThan: and?.ObjectSizeGreaterThan ?? Filter?.ObjectSizeGreaterThan ?? null,
    smallerThan: and?.ObjectSizeLessThan ?? Filter?.ObjectSizeLessThan ?? null,
  };
  return {
    id: ID ?? `number ${index + 1}`,
    filter,
    expiresAfterDays: expires,
    earlierVersions:
      earlier?.NoncurrentDays === undefined
        ? null
        : { days: earlier.NoncurrentDays, newer: earlier.NewerNoncurrentVersions ?? 0 },
  };
}

function replicationRule(rule: S3ReplicationRule, index: number): ReplicationRule {
  const { ID, Status, Filter, Destination, DeleteMarkerReplication, SourceSelectionCriteria } = rule;
  return {
    id: ID ?? `number ${index + 1}`,
    enabled: Status === 'Enabled',
    filter: {
      prefix: Filter?.And?.Prefix ?? Filter?.Prefix ?? oldPrefix(rule),
      tagged: Filter?.Tag !== undefined || (Filter?.And?.Tags ?? []).length > 0,
    },
    to: Destination?.Bucket?.replace(/^arn:[^:]*:s3:::/, '') ?? '',
    // Rules without a filter are of the first version, and always copy deletions.
    deleteMarkers: Filter === undefined || DeleteMarkerReplication?.Status === 'Enabled',
    kmsObjects: SourceSelectionCriteria?.SseKmsEncryptedObjects?.Status === 'Enabled',
  };
}

function oldPrefix(rule: { readonly Prefix?: string | undefined }): string {
  return rule.Prefix ?? '';
}

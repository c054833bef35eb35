import {
  GetBucketEncryptionCommand,
  GetBucketNotificationConfigurationCommand,
  type GetBucketNotificationConfigurationCommandOutput,
  GetBucketVersioningCommand,
  HeadObjectCommand,
  type S3Client,
  type ServerSideEncryptionRule,
} from '@aws-sdk/client-s3';
import { addressOf } from '../sources/s3/objects.ts';
import type { Answer, Asker } from './ask.ts';

export type Versioning = 'enabled' | 'suspended' | 'off';

/** How a bucket encrypts what is written to it. */
export interface Encryption {
  /** `none`, a key of S3, the key of AWS's own in KMS, or a customer-managed key in KMS. */
  readonly kind: 'none' | 's3' | 'aws-key' | 'customer-key';
  /** As the bucket names it: an ARN, an id or an alias. */
  readonly key: string | null;
}

/** Where a bucket tells its events. */
export interface Notifications {
  readonly eventBridge: boolean;
  /** What has to be said again when the notifications are written: S3 replaces all of them. */
  readonly others: Readonly<Record<string, unknown>>;
}

/** What the settings of a bucket say; each may be unreadable by itself. */
export interface BucketSettings {
  readonly versioning: Answer<Versioning>;
  readonly encryption: Answer<Encryption>;
  readonly notifications: Answer<Notifications>;
  /** ARN of the KMS key that one of the states is encrypted with; null where it is none of KMS. Null also where no state is known. */
  readonly stateKeyArn: Answer<string | null>;
}

/**
 * Reads the settings of a bucket; nothing is changed.
 * @param stateKey a state in it, to see what it is really encrypted with: a backend may name a key of its own
 */
export async function readBucketSettings(
  client: S3Client,
  bucket: string,
  stateKey: string | null,
  asker: Asker,
): Promise<BucketSettings> {
  const location = addressOf(bucket, '').slice(0, -1);
  const request = { Bucket: bucket };
  const options = { abortSignal: asker.signal };
  const [versioning, encryption, notifications, stateKeyArn] = await Promise.all([
    asker.ask({ location, permission: 's3:GetBucketVersioning' }, async () =>
      versioningOf((await client.send(new GetBucketVersioningCommand(request), options)).Status),
    ),
    asker.ask({ location, permission: 's3:GetEncryptionConfiguration' }, () =>
      client.send(new GetBucketEncryptionCommand(request), options).then(
        ({ ServerSideEncryptionConfiguration }) => encryptionOf(ServerSideEncryptionConfiguration?.Rules?.[0]),
        (error: unknown) => {
          // Source: Amazon S3 API reference, "List of error codes".
          if (error instanceof Error && error.name === 'ServerSideEncryptionConfigurationNotFoundError') {
            return encryptionOf(undefined);
          }
          throw error;
        },
      ),
    ),
    asker.ask({ location, permission: 's3:GetBucketNotification' }, async () =>
      notificationsOf(await client.send(new GetBucketNotificationConfigurationCommand(request), options)),
    ),
    stateKey === null
      ? { value: null }
      : asker.ask({ location: addressOf(bucket, stateKey), permission: 's3:GetObject' }, async () => {
          const { SSEKMSKeyId } = await client.send(new HeadObjectCommand({ ...request, Key: stateKey }), options);
          return SSEKMSKeyId ?? null;
        }),
  ]);
  return { versioning, encryption, notifications, stateKeyArn };
}

function versioningOf(status: string | undefined): Versioning {
  if (status === 'Enabled') return 'enabled';
  return status === 'Suspended' ? 'suspended' : 'off';
}

function encryptionOf(rule: ServerSideEncryptionRule | undefined): Encryption {
  const { SSEAlgorithm, KMSMasterKeyID } = rule?.ApplyServerSideEncryptionByDefault ?? {};
  if (SSEAlgorithm === undefined) return { kind: 'none', key: null };
  if (!SSEAlgorithm.startsWith('aws:kms')) return { kind: 's3', key: null };
  // Without a key S3 takes the one that AWS manages. Source: Amazon S3 user guide, "Using server-side encryption with AWS KMS keys".
  if (KMSMasterKeyID === undefined || /(^|:)alias\/aws\//.test(KMSMasterKeyID)) return { kind: 'aws-key', key: null };
  return { kind: 'customer-key', key: KMSMasterKeyID };
}

function notificationsOf(answer: GetBucketNotificationConfigurationCommandOutput): Notifications {
  const { EventBridgeConfiguration, TopicConfigurations, QueueConfigurations, LambdaFunctionConfigurations } = answer;
  const others = Object.entries({ TopicConfigurations, QueueConfigurations, LambdaFunctionConfigurations });
  return {
    eventBridge: EventBridgeConfiguration !== undefined,
    others: Object.fromEntries(others.filter(([, list]) => list !== undefined && list.length > 0)),
  };
}

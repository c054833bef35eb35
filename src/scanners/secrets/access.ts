import type { Access } from '../scanner.ts';

/** The AWS calls behind {@link collect} and the listing it is planned from. */
export const access: readonly Access[] = [
  { action: 's3:ListBucket', on: 'bucket', reason: 'list the states' },
  { action: 's3:ListBucketVersions', on: 'bucket', reason: 'find the earlier versions of a state' },
  { action: 's3:GetObject', on: 'state-objects', reason: 'read the current version of a state' },
  { action: 's3:GetObjectVersion', on: 'state-objects', reason: 'search each earlier version once' },
  {
    action: 's3:GetLifecycleConfiguration',
    on: 'bucket-settings',
    reason: 'see until when versions with secrets stay',
  },
  { action: 's3:GetReplicationConfiguration', on: 'bucket-settings', reason: 'see where they are copied to' },
  {
    action: 's3:GetEncryptionConfiguration',
    on: 'bucket-settings',
    reason: 'see how states with secrets are encrypted',
  },
  { action: 'kms:Decrypt', on: 'kms-key', reason: 'read states that S3 encrypts with a KMS key' },
];

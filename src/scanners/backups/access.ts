import type { Access } from '../scanner.ts';

/** The AWS calls behind {@link collect} and the listing it is planned from. */
export const access: readonly Access[] = [
  { action: 's3:ListBucket', on: 'bucket', reason: 'list the states' },
  { action: 's3:ListBucketVersions', on: 'bucket', reason: 'find the earlier versions of a state that changed' },
  { action: 's3:GetObject', on: 'state-objects', reason: 'read the current version of a state' },
  {
    action: 's3:GetObjectVersion',
    on: 'state-objects',
    reason: 'prove that the newest earlier version can be restored',
  },
  { action: 's3:ListBucket', on: 'copy-bucket', reason: 'see when a copy was made' },
  { action: 's3:GetObject', on: 'copies', reason: 'read a copy back and compare it with its state' },
  { action: 'kms:Decrypt', on: 'copy-key', reason: 'read copies that S3 encrypts with a KMS key' },
  {
    action: 'backup:ListRecoveryPointsByBackupVault',
    on: 'backup-vault',
    reason: 'see when AWS Backup last kept the bucket',
  },
  { action: 's3:GetBucketVersioning', on: 'bucket-settings', reason: 'see whether earlier versions are kept' },
  { action: 's3:GetLifecycleConfiguration', on: 'bucket-settings', reason: 'see for how long they are kept' },
  { action: 's3:GetBucketObjectLockConfiguration', on: 'bucket-settings', reason: 'see whether they can be deleted' },
  { action: 's3:GetReplicationConfiguration', on: 'bucket-settings', reason: 'see whether they are copied elsewhere' },
  { action: 's3:GetBucketPublicAccessBlock', on: 'bucket-settings', reason: 'see whether the bucket may be public' },
  { action: 's3:GetBucketPolicyStatus', on: 'bucket-settings', reason: 'see whether the bucket is public' },
  { action: 's3:GetEncryptionConfiguration', on: 'bucket-settings', reason: 'see how states are encrypted' },
  { action: 's3:GetBucketPolicy', on: 'bucket-settings', reason: 'see whether requests without TLS are refused' },
  { action: 's3:GetBucketLogging', on: 'bucket-settings', reason: 'see whether S3 logs who reads states' },
  { action: 'kms:Decrypt', on: 'kms-key', reason: 'read states that S3 encrypts with a KMS key' },
];

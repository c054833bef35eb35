import type { Access } from '../scanner.ts';

/** The AWS calls behind {@link collect} and the listing it is planned from. */
export const access: readonly Access[] = [
  { action: 's3:ListBucket', on: 'bucket', reason: 'list the states and their lock files' },
  { action: 's3:ListBucketVersions', on: 'bucket', reason: 'see when a state was locked, and when it was written' },
  { action: 's3:GetObject', on: 'lock-files', reason: 'read who holds a lock' },
  { action: 's3:GetObject', on: 'state-objects', reason: 'hold the digest of a state against its bytes' },
  { action: 's3:GetBucketPolicy', on: 'bucket-settings', reason: 'see whether locks can be released' },
  { action: 'kms:Decrypt', on: 'kms-key', reason: 'read lock files and states that S3 encrypts with a KMS key' },
  { action: 'dynamodb:Scan', on: 'lock-table', reason: 'find the locks that are held, and digests that changed' },
  { action: 'dynamodb:GetItem', on: 'lock-table', reason: 'read the lock and the digest of one state' },
  { action: 'dynamodb:DescribeTable', on: 'lock-table', reason: 'see whether the lock table is there and protected' },
  {
    action: 'dynamodb:DescribeContinuousBackups',
    on: 'lock-table',
    reason: 'see whether the lock table can be restored',
  },
];

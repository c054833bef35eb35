import type { Access } from '../scanner.ts';

/** The AWS calls behind {@link collect} and the listing it is planned from. */
export const access: readonly Access[] = [
  { action: 's3:ListBucket', on: 'bucket', reason: 'list the states and their lock files' },
  { action: 's3:GetObject', on: 'lock-files', reason: 'read who holds a lock' },
  { action: 'kms:Decrypt', on: 'kms-key', reason: 'read lock files that S3 encrypts with a KMS key' },
];

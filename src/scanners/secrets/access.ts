import type { Access } from '../scanner.ts';

/** The AWS calls behind {@link collect} and the listing it is planned from. */
export const access: readonly Access[] = [
  { action: 's3:ListBucket', on: 'bucket', reason: 'list the states' },
  { action: 's3:GetObject', on: 'state-objects', reason: 'read the current version of a state' },
  { action: 's3:GetObjectVersion', on: 'state-objects', reason: 'read exactly the version that was listed' },
  { action: 'kms:Decrypt', on: 'kms-key', reason: 'read states that S3 encrypts with a KMS key' },
];

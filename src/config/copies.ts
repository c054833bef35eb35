import * as z from 'zod';
import { bucketAccess, bucketName, externalIdAlone, kmsKeyArn } from './bucket-access.ts';
import { durationSchema } from './duration.ts';
import { aboutKey } from './mistakes.ts';

/** A bucket with copies of a source's states, under the same keys behind its prefix. */
export type CopySettings = z.output<typeof copySchema>;

const copySchema = z
  .strictObject({
    bucket: bucketName.describe('Bucket that holds the copies.'),
    prefix: z.string().prefault('').describe('What stands before the keys of the states there; nothing in a replica.'),
    maximumAge: durationSchema
      .prefault('1h')
      .describe('How far a copy may lag behind its state: the recovery point objective.'),
    ...bucketAccess,
    kmsKeyArn: kmsKeyArn
      .exactOptional()
      .describe(
        'Customer-managed KMS key that the copies are encrypted with: the deployed functions may decrypt with it.',
      ),
  })
  .superRefine((copy, context) => {
    if (copy.externalId !== undefined && copy.roleArn === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['externalId'],
        message: externalIdAlone,
        input: copy,
        params: aboutKey,
      });
    }
  });

export const copiesSchema = z
  .array(copySchema)
  .min(1)
  .describe('Buckets that have to hold a copy of every state of this source: a replica, or where a job writes to.');

/** The vault of AWS Backup that has to hold recovery points of the bucket of a source. */
export type AwsBackupSettings = z.output<typeof awsBackupSchema>;

export const awsBackupSchema = z
  .strictObject({
    // Source: AWS Backup API reference, `BackupVaultName`.
    vault: z
      .string()
      .regex(/^[a-zA-Z0-9_-]{2,50}$/, { error: 'write only the name of the vault, such as Default' })
      .describe('Name of the vault.'),
    maximumAge: durationSchema.prefault('26h').describe('How old the newest recovery point may be.'),
  })
  .describe('Vault of AWS Backup that has to hold recovery points of the bucket: whole buckets, no single states.');

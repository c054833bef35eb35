import * as z from 'zod';
import { bucketAccess, bucketName, kmsKeyArn } from './bucket-access.ts';
import { durationSchema } from './duration.ts';
import { aboutKey } from './mistakes.ts';

/** Where a deployment keeps copies of every version that nobody can delete. */
export type VaultSettings = z.output<typeof writtenVaultSchema>;

/** How Object Lock holds a version. Source: Amazon S3 user guide, "Locking objects with Object Lock". */
export const retentionModes = ['governance', 'compliance'] as const;

const writtenVaultSchema = z
  .strictObject({
    retainDays: z
      .int()
      .min(1)
      .max(36_500)
      .prefault(90)
      .describe('Days for which no version can be deleted; afterwards versions that were replaced are.'),
    mode: z
      .enum(retentionModes)
      .prefault('governance')
      .describe('Who may shorten that: governance, someone with a special permission; compliance, nobody at all.'),
    maximumAge: durationSchema
      .prefault('1h')
      .describe('How far a copy may lag behind its state: the recovery point objective.'),
    bucket: bucketName
      .exactOptional()
      .describe(
        'A vault that stands already, made by cdk deploy -c stack=vault in another region or account. By default one is made here.',
      ),
    region: bucketAccess.region.describe('Region of that vault.'),
    kmsKeyArn: kmsKeyArn.exactOptional().describe('Key of that vault: output KeyArn of its stack.'),
  })
  .superRefine((vault, context) => {
    const refuse = (key: string, message: string) => {
      context.addIssue({ code: 'custom', path: [key], message, input: vault, params: aboutKey });
    };
    if (vault.bucket === undefined) {
      for (const key of ['region', 'kmsKeyArn'] as const) {
        if (vault[key] !== undefined) refuse(key, 'this is about a vault that stands already: name its bucket');
      }
    } else if (vault.kmsKeyArn === undefined) {
      refuse('bucket', 'the copies there are encrypted with its key: add kmsKeyArn, output KeyArn of its stack');
    }
  });

export const vaultSchema = writtenVaultSchema
  .exactOptional()
  .describe(
    'Deployed: a bucket that keeps a copy of every version of every state, which nobody can delete. By default none.',
  );

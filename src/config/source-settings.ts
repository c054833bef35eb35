import { resolve } from 'node:path';
import * as z from 'zod';
import { bucketAccess, bucketName, externalIdAlone, kmsKeyArn } from './bucket-access.ts';
import { type AwsBackupSettings, awsBackupSchema, type CopySettings, copiesSchema } from './copies.ts';
import { aboutKey } from './mistakes.ts';

interface CommonSettings {
  /** Unique; part of every finding's id. By default the bucket with its prefix, or the folder as written. */
  readonly name: string;
  /** Globs over keys; every state where absent. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

interface BucketSettings extends CommonSettings {
  readonly bucket: string;
  /** `''` for the whole bucket. */
  readonly prefix: string;
  readonly region?: string;
  /** DynamoDB table that Terraform locks with. */
  readonly lockTable?: string;
  /** `workspace_key_prefix` of the backends. */
  readonly workspaceKeyPrefix?: string;
  /** Role to assume for every call to this source. */
  readonly roleArn?: string;
  readonly externalId?: string;
  /** Customer-managed key that S3 encrypts the states with. */
  readonly kmsKeyArn?: string;
  /** Places that have to hold a copy of every state. */
  readonly copies?: readonly CopySettings[];
  readonly awsBackup?: AwsBackupSettings;
}

interface FolderSettings extends CommonSettings {
  /** Absolute path. */
  readonly folder: string;
}

/** A source as configured: a bucket or a folder. */
export type SourceSettings = BucketSettings | FolderSettings;

const globs = z.array(z.string().min(1)).min(1);

const sourceSchema = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .exactOptional()
      .describe('Name of the source, unique, part of the id of every finding. By default the bucket or the folder.'),
    bucket: bucketName.exactOptional().describe('S3 bucket that holds the states.'),
    folder: z
      .string()
      .min(1)
      .exactOptional()
      .describe('Folder that holds the states, seen from the folder of this file. In place of a bucket.'),
    prefix: z.string().exactOptional().describe('Only keys that begin with it.'),
    ...bucketAccess,
    lockTable: z.string().min(1).exactOptional().describe('DynamoDB table in which Terraform keeps its locks.'),
    workspaceKeyPrefix: z
      .string()
      .exactOptional()
      .describe(
        'workspace_key_prefix of the backends, by default env:. Commands in findings name the workspace by it.',
      ),
    kmsKeyArn: kmsKeyArn
      .exactOptional()
      .describe(
        'Customer-managed KMS key that S3 encrypts the states with: the deployed functions may decrypt with it.',
      ),
    copies: copiesSchema.exactOptional(),
    awsBackup: awsBackupSchema.exactOptional(),
    include: globs.exactOptional().describe('Globs over keys: only states that match one are scanned.'),
    exclude: globs.exactOptional().describe('Globs over keys: states that match one are not scanned.'),
  })
  .superRefine(
    (source, context) => {
      const refuse = (key: string, message: string) => {
        context.addIssue({ code: 'custom', path: [key], message, input: source, params: aboutKey });
      };
      if ('bucket' in source && 'folder' in source) {
        refuse('folder', 'a source is a bucket or a folder: remove one of the two');
      } else if ('folder' in source) {
        for (const key of [
          'prefix',
          'region',
          'lockTable',
          'workspaceKeyPrefix',
          'roleArn',
          'externalId',
          'kmsKeyArn',
          'copies',
          'awsBackup',
        ]) {
          if (key in source) refuse(key, 'this goes with a bucket, not with a folder: remove it');
        }
      } else if (!('bucket' in source)) {
        context.addIssue({
          code: 'custom',
          message: 'a source needs a place: add bucket (or, for states on disk, folder)',
          input: source,
        });
      }
      if ('externalId' in source && !('roleArn' in source)) {
        refuse('externalId', externalIdAlone);
      }
    },
    { when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value) },
  )
  .meta({ anyOf: [{ required: ['bucket'] }, { required: ['folder'] }] });

type WrittenSource = z.output<typeof sourceSchema>;

export const sourcesSchema = z
  .array(sourceSchema)
  .superRefine(
    (sources, context) => {
      const seen = new Set<string>();
      for (const [index, source] of sources.entries()) {
        const name = nameOf(source);
        if (name === undefined) continue;
        if (seen.has(name)) {
          context.addIssue({
            code: 'custom',
            path: [index],
            message: `another source is called ${name} already: give each a name of its own`,
            input: source,
          });
        }
        seen.add(name);
      }
    },
    // Also told when something else is wrong: then an entry may be anything, and one that has no name is passed over.
    { when: ({ value }) => Array.isArray(value) },
  )
  .prefault([])
  .describe('Places that hold states. All together are the estate.');

/** @returns undefined where the source has no place: that was refused already */
function nameOf(source: Partial<WrittenSource> | null | undefined): string | undefined {
  if (source?.name !== undefined) return source.name;
  if (source?.bucket === undefined) return source?.folder;
  const prefix = (source.prefix ?? '').replace(/\/$/, '');
  return prefix === '' ? source.bucket : `${source.bucket}/${prefix}`;
}

/**
 * Fills in what may be left out.
 * @param baseFolder absolute folder that relative folders are seen from
 */
export function sourceSettings(source: WrittenSource, baseFolder: string): SourceSettings {
  const { name: _, bucket, folder, prefix = '', ...rest } = source;
  const name = nameOf(source) ?? '';
  return bucket === undefined
    ? { name, folder: resolve(baseFolder, folder ?? ''), ...rest }
    : { name, bucket, prefix, ...rest };
}

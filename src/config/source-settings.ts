import { z } from 'zod';

/** A source as configured: a bucket or a folder. */
export type SourceSettings = BucketSettings | FolderSettings;

interface CommonSettings {
  /** Unique; part of every finding's id. By default the bucket with its prefix, or the folder as written. */
  readonly name: string;
  /** Globs over keys; all states where absent. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

export interface BucketSettings extends CommonSettings {
  readonly bucket: string;
  /** `''` for the whole bucket. */
  readonly prefix: string;
  readonly region?: string;
  /** DynamoDB table that Terraform locks with. */
  readonly lockTable?: string;
  /** Role to assume for every call to this source. */
  readonly roleArn?: string;
  readonly externalId?: string;
}

export interface FolderSettings extends CommonSettings {
  /** Absolute path. */
  readonly folder: string;
}

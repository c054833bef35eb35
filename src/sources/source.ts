import type { AwsBackup, BucketSettings } from './bucket.ts';
import type { Copy } from './copy.ts';

/** One version of a state object. Which fields identify it depends on the source; `versionId` always does. */
export interface StateVersion {
  /** Where the bytes lie: the object's key, or the path below the folder (`net/terraform.tfstate.backup` for an earlier version). */
  readonly path: string;
  /**
   * Opaque and stable: the same in every answer, also after a newer version replaced this one. In S3
   * `etag:<etag>-<LastModified in ms>`, because a listing tells no version ids; for a file `file:<mtime ns>-<bytes>`, for a
   * backup followed by what its name adds (`.backup`).
   */
  readonly versionId: string;
  /** When the source took the version in: S3 LastModified, or the file's modification time. Never a client's clock. */
  readonly modifiedAt: Date;
  readonly bytes: number;
  /** S3's ETag without quotes; null for files. */
  readonly etag: string | null;
  /** What S3 and its commands (`--version-id`) call the version; absent where the answer did not tell, and for files. */
  readonly s3VersionId?: string;
  /** A delete marker: the object was deleted at `modifiedAt`, there are no bytes. */
  readonly deleted: boolean;
}

/** A file or object that marks a state as locked: `.NAME.lock.info` beside a local state, `KEY.tflock` in S3. */
export interface LockFile {
  readonly path: string;
  /** S3 LastModified, or the file's modification time: the server's word on how old the lock is. */
  readonly modifiedAt: Date;
  readonly bytes: number;
}

/** One key in a source: what is there now. */
export interface StateObject {
  readonly source: string;
  /** The object's key, or the path below the folder, with `/` on every system. */
  readonly key: string;
  /** The current version; null where only a lock file or an earlier version is left. */
  readonly current: StateVersion | null;
  readonly lock: LockFile | null;
  /** Changes whenever the current version or, where the listing shows them, the earlier versions change. */
  readonly fingerprint: string;
}

/** What a DynamoDB table holds about one state. Source: hashicorp/terraform internal/backend/remote-state/s3/client.go `lockWithDynamoDB`, `putMD5`. */
export interface TableEntry {
  /** Key of the state object. */
  readonly key: string;
  /** `Info` of the lock item, as it was written; null when nobody holds it. */
  readonly lock: string | null;
  /** `Digest` of the digest item, as it was written; null when there is none. */
  readonly digest: string | null;
}

/** How a lock table is set up. */
export interface TableSettings {
  /** Names of the key attributes, the partition key first, each with its type: `LockID (S)`. */
  readonly keys: readonly string[];
  readonly deletionProtection: boolean;
  readonly pointInTimeRecovery: boolean;
  /** `aws-owned`: DynamoDB's default, a key that nobody can look at or take away. */
  readonly encryption: 'aws-owned' | 'kms';
}

/** The DynamoDB table in which the writers of a bucket's states lock, and leave the digest of what they wrote. */
export interface LockTable {
  readonly name: string;
  /** Buckets of all sources that lock with it. */
  readonly buckets: readonly string[];
  /** Whether this source answers for the table as a whole: one of those that share it does. */
  readonly answers: boolean;
  /** Everything about states of this source, in no order; read page by page, once for all sources that share the table. @throws SourceError */
  entries(signal: AbortSignal): AsyncIterable<TableEntry>;
  /** What it holds about one state, consistently. @throws SourceError */
  entry(key: string, signal: AbortSignal): Promise<TableEntry>;
  /** `LockID` of locks and digests of buckets that are no source, at most `limit`. @throws SourceError */
  strangers(limit: number, signal: AbortSignal): Promise<readonly string[]>;
  /** Null when there is no such table. @throws SourceError */
  settings(signal: AbortSignal): Promise<TableSettings | null>;
}

/** Bytes of the longest lock file that is read: Terraform's has about 200. */
export const longestLock = 64 * 1024;

export const replications = ['completed', 'pending', 'failed', 'replica'] as const;
/** Of one version. `failed` is never tried again. Source: Amazon S3 user guide, "Getting replication status information". */
export type Replication = (typeof replications)[number];

/** The bytes of one version. Read at most once. */
export interface StateBytes {
  readonly bytes: number;
  /** How far S3 is with replicating it; absent where it replicates nothing. */
  readonly replication?: Replication;
  /** All bytes or a {@link SourceError}, also where the bytes change or end too early while they are read. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * A place that holds states. The pipeline can't tell a folder from a bucket.
 * Every method throws {@link SourceError} for what it could not do, never an empty answer.
 */
export interface Source {
  /** Name in the configuration, or what the user typed: part of every finding's id. */
  readonly name: string;
  readonly kind: 'folder' | 's3';
  /** Absolute path or `s3://bucket/prefix`, for people. */
  readonly location: string;
  /**
   * All state objects, each key once, sorted by key; in S3 one of which only the lock is left may stand later. Memory is
   * bounded by one folder or listing page. What could be listed is listed; then a {@link SourceError} tells what could not be:
   * nothing may be taken for gone after it.
   */
  list(signal: AbortSignal): AsyncIterable<StateObject>;
  /** What the listing would show for one key; null when nothing is there, or globs leave the key out. */
  find(key: string, signal: AbortSignal): Promise<StateObject | null>;
  /** The versions of a key, newest first, the current one included, delete markers too. At most `limit`. */
  versions(key: string, limit: number, signal: AbortSignal): Promise<readonly StateVersion[]>;
  /**
   * Opens exactly that version; `gone` when it was replaced or removed meanwhile.
   * @param atOnce bytes up to which the reader holds all of it in memory, and would rather have it in one chunk
   */
  open(version: StateVersion, signal: AbortSignal, atOnce?: number): Promise<StateBytes>;
  /**
   * What is left of earlier locks of a state, newest first: in a bucket with versions one version for each lock that was taken, and
   * one delete marker for each that was released. Null where a source keeps nothing of them.
   */
  lockVersions(key: string, limit: number, signal: AbortSignal): Promise<readonly StateVersion[] | null>;
  /** Null where the writers use none, or it was not named. */
  readonly lockTable: LockTable | null;
  /** Tags that somebody put on the object; none in a folder, and after each write without them. */
  objectTags(key: string, signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** What the keys of workspaces begin with: `env:` unless the backends say otherwise; null for a folder. */
  readonly workspaceKeyPrefix: string | null;
  /** Settings of the bucket; null for a folder. */
  readonly bucket: BucketSettings | null;
  /** Null where none was named. */
  readonly awsBackup: AwsBackup | null;
  /** Places that have to hold a copy of every state. */
  readonly copies: readonly Copy[];
  /** The whole text of a lock file; `gone` when it was released, `too-large` above {@link longestLock}. */
  readLock(lock: LockFile, signal: AbortSignal): Promise<string>;
}

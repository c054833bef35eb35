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

/** Bytes of the longest lock file that is read: Terraform's has about 200. */
export const longestLock = 64 * 1024;

/** The bytes of one version. Read at most once. */
export interface StateBytes {
  readonly bytes: number;
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
  /** Opens exactly that version; `gone` when it was replaced or removed meanwhile. */
  open(version: StateVersion, signal: AbortSignal): Promise<StateBytes>;
  /** The whole text of a lock file; `gone` when it was released, `too-large` above {@link longestLock}. */
  readLock(lock: LockFile, signal: AbortSignal): Promise<string>;
}

import type { TableSettings } from '../../sources/source.ts';
import type { LockHistory } from '../lock-holds.ts';
import { checksOver } from '../scanner.ts';
import type { LockInfo, LockInfoProblem } from './lock-info.ts';

/** What is read about the locks of one state, or about what its source locks with. */
export interface LockFacts {
  /** The lock file beside the state, or the `.tflock` object; null when there is none: nobody holds it. */
  readonly lockFile: HeldLock | null;
  /** The item in the lock table; null when there is none, and where there is no table. */
  readonly tableLock: HeldLock | null;
  /**
   * The lock that the state is held by: the lock file where there is one, because S3 tells its time, and the item otherwise. So a lock
   * file is judged also while the table can't be read.
   */
  readonly lock: HeldLock | null;
  /** What the table says that the state's bytes are; null where it says nothing, and where there is no table. */
  readonly digest: StateDigest | null;
  /** The state object; null where no state was ever seen or asked for. */
  readonly state: LockedState | null;
  /** What the versions of the lock file tell; null where a source keeps none. */
  readonly holds: LockHistory | null;
  /** The lock table as a whole: only of the target that stands for it. */
  readonly table: LockTableFacts | null;
  /** The policy of the bucket: only of the target that stands for it. */
  readonly policy: PolicyFacts | null;
}

/** A lock that someone holds. */
export interface HeldLock {
  /** Path below the folder, the object's key, or `LockID` of the item. */
  readonly path: string;
  /** Name of the lock table; null for a lock file. */
  readonly table: string | null;
  /**
   * ISO 8601: S3's LastModified; the file's modification time, which copying a folder sets anew; of an item when it was first seen,
   * because a table tells no times.
   */
  readonly modifiedAt: string;
  /** The state it locks. */
  readonly stateKey: string;
  readonly sourceKind: 'folder' | 's3';
  /** Absolute path of the folder, or `s3://bucket/prefix`. */
  readonly sourceLocation: string;
  /** What the keys of workspaces begin with; null for a folder. */
  readonly workspaceKeyPrefix: string | null;
  /** Null when {@link HeldLock.problem} says why. */
  readonly info: LockInfo | null;
  readonly problem: LockInfoProblem | null;
}

export interface StateDigest {
  readonly table: string;
  /** `LockID` of the item. */
  readonly path: string;
  /** MD5 in lower-case hex; null where the item holds anything else. */
  readonly md5: string | null;
}

export interface LockedState {
  readonly key: string;
  /** The bucket, for commands; null for a folder. */
  readonly bucket: string | null;
  /** ISO 8601; of the deletion where it is deleted; null where it was never there. */
  readonly modifiedAt: string | null;
  readonly exists: boolean;
  /** Of its bytes, where a digest had to be compared with it; null otherwise. */
  readonly md5: string | null;
  /** When versions were written, newest first, as far as the source keeps and lists them. */
  readonly writes: readonly string[];
  /** Of the same versions; empty for files. */
  readonly etags: readonly string[];
}

export interface LockTableFacts {
  readonly name: string;
  /** Null: there is no such table. */
  readonly settings: TableSettings | null;
  /** `LockID` of what it holds for buckets that are no source. */
  readonly strangers: readonly string[];
}

export interface PolicyFacts {
  readonly bucket: string;
  /** As JSON; null where the bucket has none. */
  readonly text: string | null;
}

export const defineCheck = checksOver<LockFacts>();

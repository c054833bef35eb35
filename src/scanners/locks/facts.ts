import { checksOver } from '../scanner.ts';
import type { LockInfo, LockInfoProblem } from './lock-info.ts';

/** What is read about the lock of one state. */
export interface LockFacts {
  /** The lock file beside the state, or the `.tflock` object; null when there is none: nobody holds it. */
  readonly lockFile: HeldLockFile | null;
}

export interface HeldLockFile {
  /** Below the folder, or the object's key. */
  readonly path: string;
  /** ISO 8601: S3's LastModified, or the file's modification time, which copying a folder sets anew. */
  readonly modifiedAt: string;
  /** The state it locks. */
  readonly stateKey: string;
  readonly sourceKind: 'folder' | 's3';
  /** Absolute path of the folder, or `s3://bucket/prefix`. */
  readonly sourceLocation: string;
  /** Null when {@link HeldLockFile.problem} says why. */
  readonly info: LockInfo | null;
  readonly problem: LockInfoProblem | null;
}

export const defineCheck = checksOver<LockFacts>();

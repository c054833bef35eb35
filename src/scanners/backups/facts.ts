import type {
  BucketEncryption,
  LifecycleRule,
  PublicAccess,
  ReplicationRule,
  Versioning,
} from '../../sources/bucket.ts';
import type { Damage } from '../../state/errors.ts';
import { checksOver } from '../scanner.ts';

/**
 * What is read about the copies of one state, or about the bucket that holds them. Facts of a state are null where there is no state
 * any more, and of the target that stands for a bucket; facts of a bucket are null of all other targets.
 */
export interface BackupFacts {
  readonly current: CurrentState | null;
  /** The version that would be restored first; null when no earlier one is kept. */
  readonly earlier: EarlierVersion | null;
  /** That version, really opened and read to its end; null when there is none. */
  readonly drill: Drill | null;
  /** How a state was lost that was known; null while it is there. */
  readonly loss: Loss | null;
  /** Versions that were there at an earlier scan, and are not any more, though older ones are. */
  readonly removed: readonly RemovedVersion[];
  /** Which bucket, and which of its keys are states. */
  readonly place: BucketPlace | null;
  readonly versioning: Versioning | null;
  readonly lifecycle: readonly LifecycleRule[] | null;
  readonly objectLock: boolean | null;
  readonly replication: readonly ReplicationRule[] | null;
  readonly publicAccess: PublicAccess | null;
  readonly encryption: BucketEncryption | null;
  /** As JSON. */
  readonly policy: { readonly text: string | null } | null;
  readonly accessLogging: boolean | null;
}

export interface CurrentState {
  readonly key: string;
  readonly sourceKind: 'folder' | 's3';
  /** Absolute path of the folder, or `s3://bucket/prefix`. */
  readonly sourceLocation: string;
  /** Null where the document shows none, or is damaged. */
  readonly serial: number | null;
  readonly damaged: boolean;
}

export interface EarlierVersion {
  /** The object's key, or the backup file below the folder. */
  readonly path: string;
  readonly versionId: string;
  /** ISO 8601 */
  readonly modifiedAt: string;
}

export interface Drill extends EarlierVersion {
  /** What is wrong with its bytes; null when they are a state document. */
  readonly damage: Damage | null;
}

export interface Loss {
  readonly key: string;
  /** Null for a folder. */
  readonly bucket: string | null;
  /** ISO 8601; null where nothing of it is left to tell. */
  readonly deletedAt: string | null;
  /** Version id of the delete marker: without it the state is back. Null where there is none. */
  readonly marker: string | null;
  /** The backup file that is left beside it, below the folder; null where there is none. */
  readonly backup: string | null;
  /** Of the last version that was scanned; null where it does not tell. */
  readonly serial: number | null;
  readonly managedInstances: number | null;
}

export interface RemovedVersion {
  readonly versionId: string;
  readonly modifiedAt: string;
  readonly serial: number | null;
}

export interface BucketPlace {
  readonly bucket: string;
  /** Keys of states begin with it. */
  readonly prefix: string;
}

export const defineCheck = checksOver<BackupFacts>();

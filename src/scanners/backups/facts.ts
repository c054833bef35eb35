import type {
  BucketEncryption,
  LifecycleRule,
  PublicAccess,
  RecoveryPoint,
  ReplicationRule,
  Versioning,
} from '../../sources/bucket.ts';
import type { Replication } from '../../sources/source.ts';
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
  /** The newest earlier versions, really opened and read to their ends, newest first. */
  readonly drills: readonly Drill[];
  /** What each place that has to hold a copy really holds. */
  readonly copies: readonly StateCopy[];
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
  /** What AWS Backup keeps of the bucket; null where no vault was named. */
  readonly awsBackup: AwsBackupState | null;
}

export interface AwsBackupState {
  readonly vault: string;
  /** Milliseconds that the newest recovery point may be old. */
  readonly maximumAge: number;
  readonly newest: RecoveryPoint | null;
}

export interface CurrentState {
  readonly key: string;
  readonly sourceKind: 'folder' | 's3';
  /** Absolute path of the folder, or `s3://bucket/prefix`. */
  readonly sourceLocation: string;
  /** Null where the document shows none, or is damaged. */
  readonly serial: number | null;
  readonly lineage: string | null;
  readonly damaged: boolean;
  readonly versionId: string;
  /** ISO 8601 */
  readonly modifiedAt: string;
  /** Null where S3 replicates nothing. */
  readonly replication: Replication | null;
}

export interface EarlierVersion {
  /** The object's key, or the backup file below the folder. */
  readonly path: string;
  readonly versionId: string;
  /** ISO 8601 */
  readonly modifiedAt: string;
}

/** One version that was read back. */
export interface Drill extends EarlierVersion {
  /** What is wrong with its bytes; null when they are a state document. */
  readonly damage: Damage | null;
  /** Of its document; null where it shows none, or is damaged. */
  readonly serial: number | null;
  readonly lineage: string | null;
  readonly managedInstances: number | null;
  /** Managed instances of the version before and of the one after it; null where they are not known. */
  readonly neighbours: { readonly older: number | null; readonly newer: number | null };
  readonly bytes: number;
  /** That it took to read it back. */
  readonly milliseconds: number;
}

/** What a place of copies holds of one state. */
export interface StateCopy {
  /** Of the place: `s3://bucket/prefix`. */
  readonly location: string;
  /** Milliseconds that it may lag behind. */
  readonly maximumAge: number;
  /** The newest copy, read back; null where there is none. */
  readonly drill: Omit<Drill, 'neighbours'> | null;
  /** Its bytes are those of the current version. */
  readonly isSame: boolean;
  /** ISO 8601; when the state was as the copy holds it; null where no version with its bytes is known. */
  readonly recoveryPoint: string | null;
  /** ISO 8601; since when the state has been at a version that the copy has not; null where the copy is the same. */
  readonly behindSince: string | null;
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

import type { Damage } from '../../state/errors.ts';
import { checksOver } from '../scanner.ts';

/** What is read about the copies of one state. Every fact is null when there is no state any more. */
export interface BackupFacts {
  readonly current: CurrentState | null;
  /** The version that would be restored first; null when no earlier one is kept. */
  readonly earlier: EarlierVersion | null;
  /** That version, really opened and read to its end; null when there is none. */
  readonly drill: Drill | null;
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

export const defineCheck = checksOver<BackupFacts>();

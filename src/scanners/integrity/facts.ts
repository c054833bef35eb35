import type { Damage } from '../../state/errors.ts';
import type { StateSummary } from '../../state/summary.ts';
import type { LockHistory } from '../lock-holds.ts';
import type { RestorePlace } from '../restore-command.ts';
import { checksOver } from '../scanner.ts';

/** What is read about one state object. Every fact is null (the history empty) when there is no state any more. */
export interface IntegrityFacts {
  /** The current version as the listing shows it; known even if its bytes can't be read. */
  readonly listed: ListedState | null;
  /** What is wrong with the current bytes; null when they are a state document. */
  readonly damage: Damage | null;
  /** Unreadable when damaged: without its instances it would be taken for small. */
  readonly size: StateSize | null;
  /** What the document says about itself; an encrypted state shows it too. */
  readonly snapshot: Snapshot | null;
  /** Version of the last writer (Terraform or OpenTofu); null where the document has none. Unreadable when encrypted. */
  readonly terraformVersion: string | null;
  /** Instances, outputs and check results. Unreadable when damaged or encrypted. */
  readonly contents: StateSummary | null;
  /**
   * Other versions that are known, newest first: the newest earlier one, and those the index remembers. A damaged earlier
   * version is left out: there is nothing in it to compare, and `backup/restore-failed` tells of it.
   */
  readonly history: readonly PastVersion[];
  /**
   * Who held the lock file when; only read where two versions of one serial are known. Null where the source keeps none, and where it
   * can't be read: it only explains.
   */
  readonly holds: LockHistory | null;
}

export interface ListedState {
  readonly key: string;
  /** ISO 8601: when the source took it in. */
  readonly modifiedAt: string;
  readonly bytes: number;
  readonly restore: RestorePlace;
}

export interface StateSize {
  readonly bytes: number;
  /** Instances of managed resources and data sources; null where encryption hides them. */
  readonly instances: number | null;
}

export interface Snapshot {
  readonly versionId: string;
  readonly modifiedAt: string;
  readonly serial: number | null;
  readonly lineage: string | null;
  readonly sha256: string;
  readonly terraformVersion: string | null;
  readonly restore: RestorePlace;
}

/** Another version of the same state. */
export interface PastVersion {
  readonly versionId: string;
  readonly modifiedAt: string;
  /** `kept`: the source still has it; `remembered`: an earlier scan saw it as the current version. */
  readonly knownFrom: 'kept' | 'remembered';
  readonly serial: number | null;
  readonly lineage: string | null;
  readonly sha256: string;
  /** Null where the contents don't show: encrypted. */
  readonly managedInstances: number | null;
  /** Addresses of its managed instances; null where they don't show or were not read again. */
  readonly managedAddresses: ReadonlySet<string> | null;
  /** Version of its writer; null where it doesn't show or was not read again. */
  readonly terraformVersion: string | null;
  /**
   * A backup file: Terraform writes the snapshot anew with its own version in it, so the bytes of one snapshot differ
   * between state and backup. Source: hashicorp/terraform internal/states/statemgr/filesystem.go, statefile/write.go.
   */
  readonly backupFile: boolean;
}

export const defineCheck = checksOver<IntegrityFacts>();

import type { KnownVersion, ScanMark, TargetMemory } from '../scanners/scanner.ts';
import type { ActivityLog } from './activity.ts';
import type { Detection, Finding, Suppression, Transition } from './finding.ts';
import type { Severity } from './observation.ts';

/**
 * Orders scans of one target by what they saw, not by the clock of the worker: first the version's time, then its
 * serial; the time of looking only decides between two looks at the same version.
 */
export interface ScanOrder {
  /**
   * ISO 8601; the version's `modifiedAt`, or the time at which the state was found to be gone. Where the current version is older than
   * what was seen last (a file put back with its old time, a newest version or a delete marker removed in the bucket) the time it was
   * found there: or the scan would count as overtaken for ever.
   */
  readonly versionAt: string;
  readonly serial: number | null;
  readonly lookedAt: string;
}

/** What one scanner made of one target. */
export interface ScannerOutcome {
  readonly scanner: string;
  readonly detections: readonly Detection[];
  /** Ids of the checks that were evaluated, their aliases too: only their findings may open or resolve. */
  readonly evaluated: readonly string[];
  readonly mark: Omit<ScanMark, 'open'>;
}

/** What one scan made of one target: committed as one. */
export interface TargetScan {
  readonly source: string;
  readonly targetId: string;
  readonly order: ScanOrder;
  readonly outcomes: readonly ScannerOutcome[];
  /** What suppresses a finding of these scanners at this time. Left out: what is suppressed stays so. */
  readonly suppressedBy?: (detection: Detection) => Suppression | undefined;
  /** What to remember of the version that was read; null when none was. */
  readonly version: KnownVersion | null;
}

/** What a commit did. `superseded`: newer scans of all its scanners were there first, nothing was changed. */
export interface CommitResult {
  readonly superseded: boolean;
  readonly transitions: readonly Transition[];
}

export type FindingQuery =
  | { readonly severity: Severity }
  | { readonly environment: string }
  | { readonly check: string }
  | { readonly owner: string }
  | { readonly source: string; readonly targetId: string };

/** One transition as it was recorded, once and for all. */
export interface AuditEvent {
  readonly findingId: string;
  readonly revision: number;
  readonly kind: Transition['kind'];
  readonly at: string;
  readonly finding: Finding;
}

/**
 * Findings, their history, what was done, and what is known of each target.
 * `lastSeenAt` of what comes out of it is the time of the last scan that looked for the finding, although that scan did not write it.
 */
export interface FindingsStore extends ActivityLog {
  /** What is known of every target of a source, in pages of one request each. */
  targets(source: string): AsyncIterable<TargetMemory>;
  /** What is known of one target, strongly consistent; undefined when it was never scanned. */
  target(source: string, targetId: string): Promise<TargetMemory | undefined>;
  /**
   * Holds a scan against what is open, records the transitions, remembers the target. Idempotent.
   * A state that is gone is committed with all checks evaluated and no detections.
   */
  commit(scan: TargetScan): Promise<CommitResult>;
  /** Findings that are not resolved; all but those of one target newest change first. */
  open(query: FindingQuery): AsyncIterable<Finding>;
  /** One finding, or undefined. */
  finding(findingId: string): Promise<Finding | undefined>;
  /** Its transitions, oldest first. */
  history(findingId: string): AsyncIterable<AuditEvent>;
  /** Every transition at or after a time, oldest first. */
  changesSince(since: Date): AsyncIterable<AuditEvent>;
}

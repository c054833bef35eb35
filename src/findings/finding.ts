import type { Evidence, Severity } from './observation.ts';

export const statuses = ['open', 'acknowledged', 'suppressed', 'resolved'] as const;
export type Status = (typeof statuses)[number];
export type Route = 'page' | 'ticket' | 'none';

/** Somebody decided that a finding need not be told for a while. */
export interface Suppression {
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** Last day that it holds, in UTC: `2027-03-31`. */
  readonly expires: string;
}

/** What a scan made of one observation: everything of a finding that does not depend on its history. */
export interface Detection {
  readonly findingId: string;
  readonly checkId: string;
  readonly scanner: string;
  readonly title: string;
  readonly severity: Severity;
  readonly route: Route;
  readonly source: string;
  readonly stateKey: string;
  readonly environment: string;
  readonly owner: string;
  /** Resource address with instance key, or null. */
  readonly address: string | null;
  /** RFC 6901 pointer into the state document, or null. */
  readonly pointer: string | null;
  readonly message: string;
  readonly evidence: Evidence;
  readonly remediation: string;
  /** Path of the check's page: `docs/checks.md#statetainted`. */
  readonly docs: string;
}

/** A detection with its history: the record that is stored, printed and alerted. Times are ISO 8601 UTC. */
export interface Finding extends Detection {
  readonly status: Status;
  /** Why nobody is told of it; of a resolved finding why nobody was. */
  readonly suppression?: Suppression;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly resolvedAt: string | null;
  /** Counts transitions, from 1. */
  readonly revision: number;
}

export type TransitionKind = 'opened' | 'updated' | 'resolved' | 'reopened';

/** One change of a finding: the finding as it is after it. `kept` is no transition: nothing is written for it. */
export interface Transition {
  readonly kind: TransitionKind;
  readonly finding: Finding;
  readonly at: string;
}

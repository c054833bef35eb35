/** Most urgent first. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

/** What evidence may hold. A secret value is an opaque type that fits in none of these. */
export type EvidenceValue =
  | string
  | number
  | boolean
  | null
  | readonly EvidenceValue[]
  | { readonly [name: string]: EvidenceValue };
export type Evidence = { readonly [name: string]: EvidenceValue };

/** What a check saw. The engine adds check, target and environment and makes a finding of it. */
export interface Observation {
  /**
   * What tells this observation from others of the same check on the same target, stable across versions of the state:
   * `''` when there can be only one, else an address, or an address and a pointer relative to the instance.
   */
  readonly location: string;
  /**
   * One sentence a person understands at 3 a.m. Like the evidence the same in each scan while nothing happened: it gives the time
   * since when, never an age, or the finding would be updated by every scan.
   */
  readonly message: string;
  /** Small, documented on the check's page, never a secret, no age (`since` instead). */
  readonly evidence: Evidence;
  readonly address?: string;
  readonly pointer?: string;
  /** Where it is worse or milder than the check's severity. */
  readonly severity?: Severity;
  /** Where the exact command is known: replaces the check's remediation. */
  readonly remediation?: string;
}

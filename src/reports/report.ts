import type { Finding } from '../findings/finding.ts';
import type { Severity } from '../findings/observation.ts';
import type { ScanError } from '../scanners/scan-error.ts';
import type { Criticality } from '../scanners/scanner.ts';

/** What happened to a finding in this scan, seen from the findings that were known before. */
export type Change = 'new' | 'kept' | 'updated' | 'reopened';

export interface ReportedFinding extends Finding {
  readonly change: Change;
}

/**
 * How much was really looked at. `found` is the sum of `read`, `unchanged`, `encrypted`, `denied`, `damaged`, `tooLarge`
 * and `failed`: no state is counted twice, none is left out.
 */
export interface Coverage {
  /** States that the sources listed. */
  readonly found: number;
  /** Read whole and inspected in this scan. */
  readonly read: number;
  /** Not read again: nothing changed since the last complete scan under the same rules. */
  readonly unchanged: number;
  /** Encrypted by OpenTofu: metadata read, contents not inspected. */
  readonly encrypted: number;
  readonly denied: number;
  readonly damaged: number;
  readonly tooLarge: number;
  /** Anything else that kept a state from being looked at: gone meanwhile, throttled, timed out. */
  readonly failed: number;
  /** Bytes of state read in this scan. */
  readonly bytes: number;
  /** States that were not inspected, with the reason; also those that are encrypted. */
  readonly notInspected: readonly { readonly source: string; readonly stateKey: string; readonly reason: string }[];
  /** Checks that could not be evaluated on a state for want of a fact. */
  readonly notEvaluated: readonly {
    readonly source: string;
    readonly stateKey: string;
    readonly checkId: string;
    readonly reason: string;
  }[];
}

export interface ReportSummary {
  readonly coverage: Coverage;
  /** Findings that somebody suppressed: they are in no other count. None where it is missing. */
  readonly suppressed?: number;
  /** Open findings by severity. */
  readonly bySeverity: Readonly<Record<Severity, number>>;
  /** Open findings by environment and severity. */
  readonly byEnvironment: Readonly<Record<string, Readonly<Record<Severity, number>>>>;
  /** Criticality of each environment named in `byEnvironment`: those of production are shown first. Where it is missing, the name decides. */
  readonly criticality?: Readonly<Record<string, Criticality>>;
  readonly changes: Readonly<Record<Change | 'resolved', number>>;
  /** True when something could not be read (exit code 3). Encrypted states do not make a scan incomplete. */
  readonly incomplete: boolean;
}

/** What a scan says: the input of every format. Plain data; contains no secret value. */
export interface ScanReport {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'statewarden'; readonly version: string };
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly sources: readonly { readonly name: string; readonly location: string }[];
  readonly summary: ReportSummary;
  /** Open findings, suppressed ones too, worst first, then by environment, state key, check and location. */
  readonly findings: readonly ReportedFinding[];
  /** Findings that this scan resolved. */
  readonly resolved: readonly Finding[];
  readonly errors: readonly ScanError[];
  /** What is worth a look in the configuration: suppressions that nothing matches. Sentences. */
  readonly notes?: readonly string[];
}

/** What people are told about a check, as formats need it (SARIF rules, the HTML page). */
export interface CheckInfo {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly remediation: string;
  /** Path of its page. */
  readonly docs: string;
}

/** One output format: a pure function of the report. One file per format in this folder. */
export interface ReportFormat {
  readonly name: string;
  /** `columns` is the width of the terminal (80 where unknown), `colour` whether ANSI colours are wanted; formats for machines ignore both. */
  render(
    report: ScanReport,
    checks: readonly CheckInfo[],
    layout: { readonly columns: number; readonly colour: boolean },
  ): string;
}

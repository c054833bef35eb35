import { type Severity, severities } from '../findings/observation.ts';
import type { ScanReport } from '../reports/report.ts';

export const exitCodes = {
  /** Nothing at or above `--fail-on`. */
  clean: 0,
  /** Findings at or above `--fail-on`. */
  findings: 1,
  /** A restore that must not be done: nothing was changed. */
  refused: 1,
  /** Wrong usage or configuration: nothing was scanned, or the report could not be written. */
  usage: 2,
  /** Something could not be looked at, so that nothing can be said of it. */
  incomplete: 3,
  /** Stopped by Ctrl-C: 128 + SIGINT, as shells do. */
  interrupted: 130,
} as const;

/** Least severity that makes a scan fail; `none`: findings never do. */
export type FailOn = Severity | 'none';
export const failOnValues: readonly FailOn[] = [...severities, 'none'];

/** What a finished scan ends with. An incomplete scan wins: its silence about a state means nothing. */
export function exitCode(report: Pick<ScanReport, 'findings' | 'summary'>, failOn: FailOn): number {
  if (report.summary.incomplete) return exitCodes.incomplete;
  if (failOn === 'none') return exitCodes.clean;
  const failing = severities.slice(0, severities.indexOf(failOn) + 1);
  const fails = report.findings.some(({ severity, status }) => status !== 'suppressed' && failing.includes(severity));
  return fails ? exitCodes.findings : exitCodes.clean;
}

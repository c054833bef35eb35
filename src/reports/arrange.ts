import type { Finding } from '../findings/finding.ts';
import { type Severity, severities } from '../findings/observation.ts';
import type { Criticality } from '../scanners/scanner.ts';
import type { ReportedFinding, ScanReport } from './report.ts';

export interface EnvironmentFindings {
  readonly name: string;
  readonly counts: Readonly<Record<Severity, number>>;
  /** In the report's order: worst first. */
  readonly findings: readonly ReportedFinding[];
}

/** The findings that somebody has to do something about. */
export function toldFindings({ findings }: Pick<ScanReport, 'findings'>): readonly ReportedFinding[] {
  return findings.filter(({ status }) => status !== 'suppressed');
}

/** How many findings of each severity there are. */
export function countSeverities(findings: readonly Pick<Finding, 'severity'>[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** `2 critical, 1 low`: what there is, worst first; `none` where there is nothing. */
export function severityWords(counts: Readonly<Record<Severity, number>>): string {
  const words = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}`);
  return words.length === 0 ? 'none' : words.join(', ');
}

/** Open findings that are not suppressed by environment: those of production first, then by their worst severity, then by name. */
export function byEnvironment(report: ScanReport): readonly EnvironmentFindings[] {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of toldFindings(report)) {
    const group = groups.get(finding.environment);
    if (group === undefined) groups.set(finding.environment, [finding]);
    else group.push(finding);
  }
  return [...groups]
    .map(([name, findings]) => {
      const counts = countSeverities(findings);
      return { name, counts, findings, worst: severities.findIndex((severity) => counts[severity] > 0) };
    })
    .sort(
      (a, b) =>
        Number(isProduction(b.name, report)) - Number(isProduction(a.name, report)) ||
        a.worst - b.worst ||
        (a.name < b.name ? -1 : 1),
    )
    .map(({ name, counts, findings }) => ({ name, counts, findings }));
}

function isProduction(environment: string, report: ScanReport): boolean {
  const criticalities = new Map<string, Criticality>(Object.entries(report.summary.criticality ?? {}));
  return (criticalities.get(environment) ?? environment) === 'production';
}

/** Items that share a key, in the order in which the keys first appear. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

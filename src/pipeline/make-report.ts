import type { Configuration } from '../config/configuration.ts';
import { classify } from '../config/environments.ts';
import type { Finding, Transition, TransitionKind } from '../findings/finding.ts';
import { type Severity, severities } from '../findings/observation.ts';
import type { FindingsStore } from '../findings/store.ts';
import type { Change, ReportedFinding, ReportSummary, ScanReport } from '../reports/report.ts';
import type { ScanError } from '../scanners/scan-error.ts';
import type { Scanner } from '../scanners/scanner.ts';
import { version } from '../version.ts';
import { coverageOf } from './coverage.ts';
import type { SourcePlan } from './plan-source.ts';
import type { ScannedTarget } from './scan-target.ts';
import { suppressionNotes } from './suppression-notes.ts';

interface Scanned {
  readonly scanners: readonly Scanner<unknown>[];
  readonly plans: readonly SourcePlan[];
  readonly scanned: (source: string, id: string) => ScannedTarget | undefined;
  readonly transitions: readonly Transition[];
  readonly store: FindingsStore;
  readonly configuration: Configuration;
  readonly bytesRead: number;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

const changeOf: Readonly<Record<Exclude<TransitionKind, 'resolved'>, Change>> = {
  opened: 'new',
  updated: 'updated',
  reopened: 'reopened',
};

/** Says what a scan found: open findings come from the store, also those of states that were not scanned again. */
export async function makeReport(scan: Scanned): Promise<ScanReport> {
  const { plans, transitions, configuration } = scan;
  const findings = await openFindings(scan);
  const coverage = coverageOf(plans, scan.scanned, scan.bytesRead);
  const errors = allErrors(scan);
  const notes =
    errors.length === 0 ? suppressionNotes(scan.scanners, configuration, plans, findings, scan.startedAt) : [];
  const resolved = transitions.filter(({ kind }) => kind === 'resolved').map(({ finding }) => finding);
  const told = findings.filter(({ status }) => status !== 'suppressed');
  const count = (change: Change) => told.filter((finding) => finding.change === change).length;
  const environments = new Map(
    plans
      .flatMap((plan) => plan.states)
      .map(({ key }) => {
        const { name, criticality } = classify(key, configuration.environments);
        return [name, criticality] as const;
      }),
  );
  const summary: ReportSummary = {
    coverage,
    suppressed: findings.length - told.length,
    bySeverity: countBySeverity(told),
    byEnvironment: byEnvironment(told),
    criticality: Object.fromEntries(environments),
    changes: {
      new: count('new'),
      kept: count('kept'),
      updated: count('updated'),
      reopened: count('reopened'),
      resolved: resolved.length,
    },
    incomplete: errors.length > 0,
  };
  return {
    schemaVersion: 1,
    tool: { name: 'statewarden', version },
    startedAt: scan.startedAt.toISOString(),
    finishedAt: scan.finishedAt.toISOString(),
    sources: plans.map(({ source: { name, location } }) => ({ name, location })),
    summary,
    findings,
    resolved,
    errors,
    ...(notes.length === 0 ? {} : { notes }),
  };
}

async function openFindings({ plans, transitions, store }: Scanned): Promise<readonly ReportedFinding[]> {
  const sources = new Set(plans.map(({ source }) => source.name));
  const changes = new Map(transitions.map(({ finding, kind }) => [finding.findingId, kind]));
  const findings: ReportedFinding[] = [];
  for (const severity of severities) {
    for await (const finding of store.open({ severity })) {
      if (!sources.has(finding.source)) continue;
      const kind = changes.get(finding.findingId);
      findings.push({ ...finding, change: kind === undefined || kind === 'resolved' ? 'kept' : changeOf[kind] });
    }
  }
  return findings.sort(worstFirst);
}

function worstFirst(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compare(a.environment, b.environment) ||
    compare(a.stateKey, b.stateKey) ||
    compare(a.checkId, b.checkId) ||
    compare(a.pointer ?? a.address ?? '', b.pointer ?? b.address ?? '') ||
    compare(a.findingId, b.findingId)
  );
}

/** By code unit: the same order on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** What could not be read, sources first. Encrypted contents are no error: they are told in the coverage. */
function allErrors({ plans, scanned }: Scanned): readonly ScanError[] {
  const ofSources = plans.flatMap(({ errors }) => errors);
  const ofTargets = plans.flatMap(({ source, planned }) =>
    planned.flatMap(({ target }) => scanned(source.name, target.id)?.errors ?? []),
  );
  return [...ofSources, ...ofTargets.filter(({ code }) => code !== 'encrypted')];
}

function countBySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

function byEnvironment(findings: readonly Finding[]): ReportSummary['byEnvironment'] {
  const names = [...new Set(findings.map(({ environment }) => environment))].sort();
  return Object.fromEntries(
    names.map((name) => [name, countBySeverity(findings.filter(({ environment }) => environment === name))]),
  );
}

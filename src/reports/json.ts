import type { Finding } from '../findings/finding.ts';
import type { Evidence, EvidenceValue } from '../findings/observation.ts';
import type { Damage } from '../state/errors.ts';
import type { Coverage, ReportedFinding, ReportFormat, ReportSummary, ScanReport } from './report.ts';

/**
 * For machines: the report as `docs/formats.md` describes it. Members stand in a fixed order, members of maps (environments,
 * evidence) in the order of their names, so that two reports can be compared line by line.
 */
export const jsonFormat: ReportFormat = {
  name: 'json',
  render: (report) => `${JSON.stringify(ordered(report), undefined, 2)}\n`,
};

function ordered(report: ScanReport): ScanReport {
  const { schemaVersion, tool, startedAt, finishedAt, sources, summary, findings, resolved, errors, notes } = report;
  return {
    schemaVersion,
    tool: { name: tool.name, version: tool.version },
    startedAt,
    finishedAt,
    sources: sources.map(({ name, location }) => ({ name, location })),
    summary: orderedSummary(summary),
    findings: findings.map(orderedReported),
    resolved: resolved.map(orderedFinding),
    errors: errors.map(({ code, source, stateKey, message, action, permission, damage }) => ({
      code,
      source,
      stateKey,
      message,
      action,
      ...(permission === undefined ? {} : { permission }),
      ...(damage === undefined ? {} : { damage: orderedDamage(damage) }),
    })),
    ...(notes === undefined ? {} : { notes }),
  };
}

function orderedDamage({ reason, detail, offset, pointer, version }: Damage): Damage {
  return {
    reason,
    detail,
    ...(offset === undefined ? {} : { offset }),
    ...(pointer === undefined ? {} : { pointer }),
    ...(version === undefined ? {} : { version }),
  };
}

function orderedSummary({
  coverage,
  suppressed,
  bySeverity,
  byEnvironment,
  criticality,
  changes,
  incomplete,
}: ReportSummary): ReportSummary {
  return {
    coverage: orderedCoverage(coverage),
    ...(suppressed === undefined ? {} : { suppressed }),
    bySeverity: orderedCounts(bySeverity),
    byEnvironment: Object.fromEntries(byName(byEnvironment).map(([name, counts]) => [name, orderedCounts(counts)])),
    ...(criticality === undefined ? {} : { criticality: Object.fromEntries(byName(criticality)) }),
    changes: {
      new: changes.new,
      kept: changes.kept,
      updated: changes.updated,
      reopened: changes.reopened,
      resolved: changes.resolved,
    },
    incomplete,
  };
}

function orderedCoverage(coverage: Coverage): Coverage {
  const { found, read, unchanged, encrypted, denied, damaged, tooLarge, failed, bytes } = coverage;
  return {
    found,
    read,
    unchanged,
    encrypted,
    denied,
    damaged,
    tooLarge,
    failed,
    bytes,
    notInspected: coverage.notInspected.map(({ source, stateKey, reason }) => ({ source, stateKey, reason })),
    notEvaluated: coverage.notEvaluated.map(({ source, stateKey, checkId, reason }) => ({
      source,
      stateKey,
      checkId,
      reason,
    })),
  };
}

function orderedCounts({
  critical,
  high,
  medium,
  low,
  info,
}: ReportSummary['bySeverity']): ReportSummary['bySeverity'] {
  return { critical, high, medium, low, info };
}

function orderedReported(finding: ReportedFinding): ReportedFinding {
  return { ...orderedFinding(finding), change: finding.change };
}

/** Exactly the documented fields: whatever else the record carries stays inside. */
export function orderedFinding(finding: Finding): Finding {
  const { suppression } = finding;
  return {
    findingId: finding.findingId,
    checkId: finding.checkId,
    scanner: finding.scanner,
    title: finding.title,
    severity: finding.severity,
    status: finding.status,
    ...(suppression === undefined
      ? {}
      : { suppression: { reason: suppression.reason, owner: suppression.owner, expires: suppression.expires } }),
    route: finding.route,
    source: finding.source,
    stateKey: finding.stateKey,
    environment: finding.environment,
    owner: finding.owner,
    address: finding.address,
    pointer: finding.pointer,
    message: finding.message,
    evidence: orderedEvidence(finding.evidence),
    remediation: finding.remediation,
    docs: finding.docs,
    firstSeenAt: finding.firstSeenAt,
    lastSeenAt: finding.lastSeenAt,
    resolvedAt: finding.resolvedAt,
    revision: finding.revision,
  };
}

function orderedEvidence(evidence: Evidence): Evidence {
  return Object.fromEntries(byName(evidence).map(([name, value]) => [name, orderedValue(value)]));
}

function orderedValue(value: EvidenceValue): EvidenceValue {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(orderedValue);
  return orderedEvidence(value);
}

function isList(value: EvidenceValue): value is readonly EvidenceValue[] {
  return Array.isArray(value);
}

function byName<T>(map: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
}

import { gzipSync } from 'node:zlib';
import type { Invocation, Location, Log, Notification, ReportingDescriptor, Result, Suppression } from 'sarif';
import { type Severity, severities } from '../findings/observation.ts';
import { counted, coverageSentence, notInspected } from './coverage-words.ts';
import { remediationParts } from './remediation.ts';
import type { CheckInfo, ReportedFinding, ReportFormat, ScanReport } from './report.ts';

/**
 * What GitHub code scanning takes: more results, or a larger file, and it refuses the upload. The other limits (25,000 rules,
 * 1,000 locations a result, 20 tags a rule) are out of reach: there is one location a result.
 * Source: docs.github.com, code scanning, "SARIF results exceed one or more limits" and "SARIF support for code scanning".
 */
const mostResults = 25_000;
const mostCompressedBytes = 10_000_000;

const schemaAddress = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * For code scanning: SARIF 2.1.0 (OASIS standard, errata 01). `docs/formats.md` tells the mapping.
 * Resolved findings are left out instead of being marked `absent`: GitHub takes every result for an open alert, whatever its
 * state, and closes the alerts that an upload no longer names.
 */
export const sarifFormat: ReportFormat = {
  name: 'sarif',
  render(report, checks) {
    let results = Math.min(report.findings.length, mostResults);
    for (;;) {
      const text = `${JSON.stringify(logOf(report, checks, results), undefined, 2)}\n`;
      // Text that short cannot compress to more.
      if (text.length < mostCompressedBytes / 4) return text;
      const compressed = gzipSync(text).length;
      if (compressed <= mostCompressedBytes || results === 0) return text;
      results = Math.floor(results * Math.min(0.9, mostCompressedBytes / compressed));
    }
  },
};

/** @param kept how many findings to tell, from the worst on */
function logOf(report: ScanReport, checks: readonly CheckInfo[], kept: number): Log {
  const known = checksOf(report, checks);
  const indexOf = new Map([...known.keys()].map((id, index) => [id, index]));
  const worstFirst = report.findings.toSorted(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
  );
  const notifications = notificationsFor(report, kept);
  const anySuppressed = report.findings.some(({ status }) => status === 'suppressed');
  return {
    $schema: schemaAddress,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Statewarden',
            version: report.tool.version,
            semanticVersion: report.tool.version,
            rules: [...known.values()].map(ruleOf),
            notifications: [...new Set(notifications.map(({ descriptor }) => descriptor?.id ?? ''))].map((id) => ({
              id,
            })),
          },
        },
        originalUriBaseIds: Object.fromEntries(
          // Without an address of its own: GitHub refuses addresses of other schemes than the checkout's.
          report.sources.map(({ name, location }) => [name, { description: { text: location } }]),
        ),
        invocations: [invocationOf(report, notifications)],
        results: worstFirst.slice(0, kept).map((finding) => ({
          ...resultOf(finding, known.get(finding.checkId)?.remediation),
          ruleIndex: indexOf.get(finding.checkId) ?? -1,
          ...(anySuppressed ? { suppressions: suppressionsOf(finding) } : {}),
        })),
        properties: { coverage: report.summary.coverage, resolved: report.resolved.map(({ findingId }) => findingId) },
      },
    ],
  };
}

/** What is known of each check by its id: those given, and those of findings whose check is no longer listed. */
function checksOf(report: ScanReport, checks: readonly CheckInfo[]): ReadonlyMap<string, CheckInfo> {
  const known = new Map(checks.map((check) => [check.id, check]));
  for (const { checkId, title, severity, remediation, docs } of report.findings) {
    if (!known.has(checkId)) known.set(checkId, { id: checkId, title, severity, remediation, docs });
  }
  return known;
}

function ruleOf({ id, title, severity, remediation, docs }: CheckInfo): ReportingDescriptor {
  const securitySeverity = securitySeverities[severity];
  return {
    id,
    name: id.replaceAll(/(?:^|[^a-z0-9]+)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: `${title}. ${plainRemediation(remediation)}` },
    help: {
      text: `${plainRemediation(remediation)}\n\nMore: ${docs}`,
      markdown: `**${title}**\n\n${remediation}\n\nMore: ${absoluteAddress(docs) ? `[${id}](${docs})` : `\`${docs}\``}`,
    },
    ...(absoluteAddress(docs) ? { helpUri: docs } : {}),
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: ['security', 'terraform', id.slice(0, id.indexOf('/'))],
      precision: 'high',
      ...(securitySeverity === null ? {} : { 'security-severity': securitySeverity }),
    },
  };
}

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** GitHub's bands: critical above 9.0, high from 7.0, medium from 4.0, low below. */
const securitySeverities: Readonly<Record<Severity, string | null>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: null,
};

function absoluteAddress(docs: string): boolean {
  return /^https?:\/\/\S+$/.test(docs) && URL.canParse(docs);
}

/** Without Markdown; commands keep their lines. */
function plainRemediation(remediation: string): string {
  return remediationParts(remediation)
    .map((part) => ('command' in part ? `\n    ${part.command}\n` : part.text.replaceAll('`', '')))
    .join(' ')
    .trim();
}

/** @param usual the check's remediation: not repeated */
function resultOf(finding: ReportedFinding, usual: string | undefined): Result {
  const { source, stateKey, address } = finding;
  return {
    ruleId: finding.checkId,
    level: levels[finding.severity],
    // No name from a state may make a link: the one thing that has a meaning in a message (SARIF 3.11.6).
    message: { text: finding.message.replaceAll('](', '] (') },
    locations: [
      {
        ...locationOf(source, stateKey),
        ...(address === null ? {} : { logicalLocations: [{ fullyQualifiedName: address, kind: 'resource' }] }),
      },
    ],
    partialFingerprints: {
      'statewarden/v1': finding.findingId,
      // The one that GitHub matches alerts by; it computes it itself only from files of the checkout.
      primaryLocationLineHash: `${finding.findingId}:1`,
    },
    baselineState: { new: 'new', reopened: 'new', updated: 'updated', kept: 'unchanged' }[
      finding.change
    ] as Result.baselineState,
    properties: {
      severity: finding.severity,
      status: finding.status,
      environment: finding.environment,
      owner: finding.owner,
      pointer: finding.pointer,
      evidence: finding.evidence,
      ...(finding.remediation === usual ? {} : { remediation: finding.remediation }),
      firstSeenAt: finding.firstSeenAt,
    },
  };
}

/** What suppresses a result from outside of the states. Of a run all results have the member or none: SARIF 3.27.23, 3.35. */
function suppressionsOf({ suppression }: ReportedFinding): Suppression[] {
  if (suppression === undefined) return [];
  const { reason, owner, expires } = suppression;
  return [{ kind: 'external', status: 'accepted', justification: `${reason} (${owner}, until ${expires})` }];
}

function locationOf(source: string, stateKey: string): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: relativeReference(stateKey), uriBaseId: source },
      region: { startLine: 1 },
    },
  };
}

/**
 * A state key as a relative reference (RFC 3986): each segment percent-encoded, so that no key reads as a scheme
 * (`env:/`), a query or a fragment; a leading slash never makes it an absolute path.
 */
function relativeReference(stateKey: string): string {
  const encoded = stateKey
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return encoded.startsWith('/') ? `.${encoded}` : encoded;
}

function invocationOf(report: ScanReport, notifications: Notification[]): Invocation {
  return {
    executionSuccessful: !report.summary.incomplete,
    startTimeUtc: report.startedAt,
    endTimeUtc: report.finishedAt,
    toolExecutionNotifications: notifications,
  };
}

/** What the reader has to know beside the results: coverage, results that were left out, states that were not inspected, scan errors. */
function notificationsFor(report: ScanReport, kept: number): Notification[] {
  const { states, otherErrors } = notInspected(report);
  const leftOut = report.findings.length - kept;
  return [
    { level: 'note', descriptor: { id: 'coverage' }, message: { text: coverageSentence(report.summary.coverage) } },
    ...(leftOut > 0
      ? [
          {
            level: 'warning' as const,
            descriptor: { id: 'results-left-out' },
            message: {
              text: `${counted(leftOut, 'finding')} of the lowest severities left out: code scanning takes no more. --format json has all.`,
            },
          },
        ]
      : []),
    ...states.map(({ source, stateKey, reason, code, action }) => ({
      // What OpenTofu encrypted is as it should be.
      level: code === 'encrypted' ? ('note' as const) : code === null ? ('warning' as const) : ('error' as const),
      descriptor: { id: 'not-inspected' },
      message: { text: `${stateKey} was not inspected: ${reason}${action === null ? '' : ` ${action}`}` },
      locations: [locationOf(source, stateKey)],
    })),
    ...(report.notes ?? []).map((text) => ({ level: 'note' as const, descriptor: { id: 'note' }, message: { text } })),
    ...otherErrors.map(({ code, source, stateKey, message, action }) => ({
      level: 'error' as const,
      descriptor: { id: code },
      message: { text: `${message}. ${action}` },
      ...(stateKey === null ? {} : { locations: [locationOf(source, stateKey)] }),
    })),
  ];
}

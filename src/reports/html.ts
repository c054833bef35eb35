import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Eta } from 'eta';
import { type Severity, severities } from '../findings/observation.ts';
import { byEnvironment, countSeverities, groupBy, toldFindings } from './arrange.ts';
import { counted, coverageKinds, notEvaluated, notInspected, suppressedWords, verdictOf } from './coverage-words.ts';
import { remediationParts } from './remediation.ts';
import type { ReportFormat, ScanReport } from './report.ts';
import { shortened, visibleText } from './visible-text.ts';

// Parts of the page lie in the folder beside this module, in the sources as in a build.
const template = new URL('./html/page.eta', import.meta.url);
const styles = [
  new URL('./html/base.css', import.meta.url),
  new URL('./html/overview.css', import.meta.url),
  new URL('./html/findings.css', import.meta.url),
  new URL('./html/detail.css', import.meta.url),
  new URL('./html/media.css', import.meta.url),
];
const modules = [
  new URL('./html/address.js', import.meta.url),
  new URL('./html/detail.js', import.meta.url),
  new URL('./html/page.js', import.meta.url),
];
const require = createRequire(import.meta.url);

const chartStyle = readText(require.resolve('charts.css'));
const style = styles.map(readText).join('\n');
const script = oneScript(modules.map(readText).join('\n'));
const eta = new Eta({ autoEscape: true });
const { escapeFunction } = eta.config;
eta.configure({ escapeFunction: (value) => escapeFunction(visibleText(String(value))) });
const page = eta.compile(readText(template));

function readText(path: string | URL): string {
  return readFileSync(path, 'utf8');
}

/** Modules in the order in which they need each other, as one script: a page that is one file has nothing to import. */
function oneScript(text: string): string {
  return `(() => {\n'use strict';\n${text.replaceAll(/^import .*$/gm, '').replaceAll(/^export /gm, '')}})();`;
}

/** For people: one self-contained page that asks for nothing from outside, works from a disk, and reads without scripts. */
export const htmlFormat: ReportFormat = {
  name: 'html',
  render(report) {
    return eta.render(page, { ...viewOf(report), style, script, chartStyle });
  },
};

/** What the template shows. */
function viewOf(report: ScanReport) {
  const { coverage } = report.summary;
  const verdict = verdictOf(report);
  const told = toldFindings(report);
  const counts = countSeverities(told);
  const changes = { ...report.summary.changes, resolved: report.resolved.length };
  return {
    title: `Statewarden: ${verdict.headline}`,
    headline: told.length > 0 ? counted(told.length, 'open finding') : verdict.headline,
    verdict,
    tool: report.tool,
    sources: report.sources,
    startedAt: report.startedAt,
    startedWords: timeWords(report.startedAt),
    finishedAt: report.finishedAt,
    finishedWords: timeWords(report.finishedAt),
    severityNames: severities,
    severities: severities.map((severity) => ({
      severity,
      count: counts[severity],
      href: filterAddress({ severity }),
    })),
    changes: (['new', 'reopened', 'updated', 'kept', 'resolved'] as const).map((change) => ({
      change,
      count: changes[change],
    })),
    environments: chartOf(report),
    coverage: {
      found: `${counted(coverage.found, 'state')} found`,
      kinds: coverageKinds
        .filter(([kind]) => coverage[kind] > 0)
        .map(([kind, words]) => ({ kind, words, count: coverage[kind] })),
    },
    gaps: gapsOf(report),
    suppressed: suppressedWords(report),
    notes: report.notes ?? [],
    findings: report.findings.map((finding) => ({ ...finding, remediation: remediationParts(finding.remediation) })),
    resolved: report.resolved,
    data: scriptData(report),
  };
}

/** How many places are listed before the reader has to ask for the rest. */
const listedPlaces = 6;
/** Longest reason among them, in characters. */
const longestReason = 400;

/** What was left out, by what kept it out: titles with places, reasons, and what to do. */
function gapsOf(report: ScanReport) {
  const { states, otherErrors } = notInspected(report);
  const placeOf = ({ source, stateKey }: { readonly source: string; readonly stateKey: string | null }) => {
    if (stateKey === null) return source;
    return report.sources.length > 1 ? `${source}: ${stateKey}` : stateKey;
  };
  const lacking = groupBy(notEvaluated(report), ({ source, stateKey, reason }) =>
    JSON.stringify([source, stateKey, reason]),
  );
  return [
    {
      title: 'Not inspected',
      places: states.map(({ reason, action, ...state }) => ({
        place: placeOf(state),
        reason: shortened(reason, longestReason),
        action,
      })),
    },
    {
      title: 'Errors',
      places: otherErrors.map(({ message, action, ...error }) => ({
        place: placeOf(error),
        reason: shortened(message, longestReason),
        action,
      })),
    },
    {
      title: 'Checks that could not be evaluated',
      places: lacking.map((items) => ({
        place: placeOf(items[0]),
        reason: shortened(`${items.map(({ checkId }) => checkId).join(', ')}: ${items[0].reason}`, longestReason),
        action: null,
      })),
    },
  ]
    .filter(({ places }) => places.length > 0)
    .map(({ title, places }) => ({
      title: `${title} (${places.length})`,
      first: places.slice(0, listedPlaces),
      rest: places.slice(listedPlaces),
    }));
}

/** Bars of the chart: the longest is as long as there is room. */
function chartOf(report: ScanReport) {
  const environments = byEnvironment(report);
  const most = Math.max(...environments.map(({ findings }) => findings.length));
  return environments.map(({ name, counts, findings }) => ({
    name,
    total: findings.length,
    cells: severities.map((severity) => ({
      severity,
      count: counts[severity],
      size: (counts[severity] / most).toFixed(4),
      href: filterAddress({ severity, environment: visibleText(name) }),
    })),
  }));
}

/** The address of a filtered list: the page's script reads it. */
function filterAddress(filter: { readonly severity: Severity; readonly environment?: string }): string {
  return `#${new URLSearchParams(filter).toString()}`;
}

/** The findings for the page's script, as JSON in which nothing can end the element that holds it. */
function scriptData(report: ScanReport): string {
  const findings = report.findings.map((finding) => ({
    id: finding.findingId,
    check: finding.checkId,
    title: finding.title,
    severity: finding.severity,
    status: finding.status,
    suppression: finding.suppression ?? null,
    change: finding.change,
    source: report.sources.length > 1 ? finding.source : '',
    key: finding.stateKey,
    environment: finding.environment,
    owner: finding.owner,
    address: finding.address,
    pointer: finding.pointer,
    message: finding.message,
    evidence: finding.evidence,
    remediation: remediationParts(finding.remediation),
    docs: finding.docs,
    first: timeWords(finding.firstSeenAt),
    last: timeWords(finding.lastSeenAt),
    revision: finding.revision,
  }));
  return JSON.stringify(findings, shown).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Texts fit to be shown, names of evidence too. */
function shown(_name: string, value: unknown): unknown {
  if (typeof value === 'string') return visibleText(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [visibleText(name), each]));
}

/** `2026-11-20 11:58 UTC` */
function timeWords(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

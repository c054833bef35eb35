import type { ScanError, ScanErrorCode } from '../scanners/scan-error.ts';
import { countSeverities, severityWords, toldFindings } from './arrange.ts';
import type { Coverage, ScanReport } from './report.ts';

/** A state whose contents were not inspected: why, and what to do about it. */
export interface NotInspected {
  readonly source: string;
  readonly stateKey: string;
  readonly reason: string;
  /** Of its scan error; null where the report holds none. */
  readonly code: ScanErrorCode | null;
  readonly action: string | null;
}

/** What sums a scan up. `tone`: an incomplete scan is never clean, whatever it found. */
export interface Verdict {
  readonly tone: 'clean' | 'findings' | 'incomplete';
  /** What was found: `3 open findings: 1 critical, 2 low (3 new).` */
  readonly headline: string;
  /** What was not looked at, in sentences; empty where everything was. */
  readonly gaps: string;
}

/** Kinds of coverage in the order in which they are told, each with its words. */
export const coverageKinds = [
  ['read', 'read'],
  ['unchanged', 'unchanged since the last scan'],
  ['encrypted', 'encrypted (contents not inspected)'],
  ['denied', 'denied'],
  ['damaged', 'damaged'],
  ['tooLarge', 'too large'],
  ['failed', 'not read'],
] as const satisfies readonly (readonly [keyof Coverage, string])[];

/** `1 state`, `12 states`; numbers with thousands separated, as they stand in English. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : `${noun}s`}`;
}

/** `12 states found: 10 read, 1 encrypted (contents not inspected), 1 damaged.` */
export function coverageSentence(coverage: Coverage): string {
  const parts = coverageKinds
    .filter(([kind]) => coverage[kind] > 0)
    .map(([kind, words]) => `${coverage[kind].toLocaleString('en-US')} ${words}`);
  const found = `${counted(coverage.found, 'state')} found`;
  return parts.length === 0 ? `${found}.` : `${found}: ${parts.join(', ')}.`;
}

/** States that were not inspected, each with what its scan error says to do, and the scan errors that belong to none of them. */
export function notInspected(report: ScanReport): {
  readonly states: readonly NotInspected[];
  readonly otherErrors: readonly ScanError[];
} {
  const listed = new Set(report.summary.coverage.notInspected.map(placeOf));
  const errors = new Map<string, ScanError>();
  const otherErrors: ScanError[] = [];
  for (const error of report.errors) {
    if (!listed.has(placeOf(error))) otherErrors.push(error);
    else if (!errors.has(placeOf(error))) errors.set(placeOf(error), error);
  }
  const states = report.summary.coverage.notInspected.map(({ source, stateKey, reason }) => {
    const error = errors.get(placeOf({ source, stateKey }));
    // A reason often starts with the key, which stands beside it.
    const told = reason.startsWith(`${stateKey}: `) ? reason.slice(stateKey.length + 2) : reason;
    return { source, stateKey, reason: told, code: error?.code ?? null, action: error?.action ?? null };
  });
  return { states, otherErrors };
}

/** Checks that lacked a fact on states that were otherwise inspected; on the others, that goes without saying. */
export function notEvaluated(report: ScanReport): Coverage['notEvaluated'] {
  const { coverage } = report.summary;
  const uninspected = new Set(coverage.notInspected.map(placeOf));
  return coverage.notEvaluated.filter((item) => !uninspected.has(placeOf(item)));
}

function placeOf(place: { readonly source: string; readonly stateKey: string | null }): string {
  return JSON.stringify([place.source, place.stateKey]);
}

/** How many findings there are, what changed, and whether everything was looked at. */
export function verdictOf(report: ScanReport): Verdict {
  const { coverage, incomplete } = report.summary;
  const inspected = coverage.read + coverage.unchanged;
  const gaps = gapWords(report);
  const findings = toldFindings(report);
  if (findings.length > 0) {
    const found = `${counted(findings.length, 'open finding')}: ${severityWords(countSeverities(findings))}`;
    return { tone: incomplete ? 'incomplete' : 'findings', headline: `${found}${changeWords(report)}.`, gaps };
  }
  if (incomplete) return { tone: 'incomplete', headline: `No findings in what was read${changeWords(report)}.`, gaps };
  if (coverage.found === 0) return { tone: 'incomplete', headline: 'No states found: nothing was inspected.', gaps };
  const states = counted(inspected, 'state');
  const scope = inspected === 1 ? 'the one state was inspected' : `all ${states} were inspected`;
  const none = suppressedWords(report) === null ? 'No findings' : 'No findings that are not suppressed';
  const headline = gaps === '' ? `${none}: ${scope}` : `${none} in the ${states} that could be inspected`;
  return { tone: inspected === 0 ? 'incomplete' : 'clean', headline: `${headline}${changeWords(report)}.`, gaps };
}

/** `12 findings are suppressed`; null where none is. */
export function suppressedWords(report: ScanReport): string | null {
  const count = report.findings.length - toldFindings(report).length;
  return count === 0 ? null : `${counted(count, 'finding')} ${count === 1 ? 'is' : 'are'} suppressed`;
}

function changeWords({ summary: { changes }, resolved }: ScanReport): string {
  const words = [
    ...(changes.new > 0 ? [`${changes.new} new`] : []),
    ...(changes.reopened > 0 ? [`${changes.reopened} reopened`] : []),
    ...(resolved.length > 0 ? [`${resolved.length} resolved`] : []),
  ];
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

function gapWords(report: ScanReport): string {
  const { coverage, incomplete } = report.summary;
  const uninspected = coverage.found - coverage.read - coverage.unchanged;
  const unread = uninspected - coverage.encrypted;
  const words: string[] = [];
  if (incomplete) {
    words.push(
      unread > 0
        ? `The scan is incomplete: ${unread.toLocaleString('en-US')} of ${counted(coverage.found, 'state')} could not be read.`
        : 'The scan is incomplete: something could not be read.',
    );
  }
  if (coverage.encrypted > 0) words.push(`${counted(coverage.encrypted, 'encrypted state')} not inspected.`);
  const lacking = notEvaluated(report).length;
  if (lacking > 0) words.push(`${counted(lacking, 'check')} not evaluated.`);
  return words.join(' ');
}

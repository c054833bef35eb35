import type { ScanError, ScanErrorCode } from '../scanners/scan-error.ts';
import { countSeverities, severityWords } from './arrange.ts';
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

/** One line that sums a scan up. `tone`: an incomplete scan is never clean, whatever it found. */
export interface Verdict {
  readonly tone: 'clean' | 'findings' | 'incomplete';
  readonly text: string;
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
    return { source, stateKey, reason, code: error?.code ?? null, action: error?.action ?? null };
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

/** What the scan says in one line: how many findings, what changed, and whether everything was looked at. */
export function verdictOf(report: ScanReport): Verdict {
  const { coverage, changes, incomplete } = report.summary;
  const open = report.findings.length;
  const inspected = coverage.read + coverage.unchanged;
  const gap = gapWords(report);
  if (open > 0) {
    const changed = [
      ...(changes.new > 0 ? [`${changes.new} new`] : []),
      ...(changes.reopened > 0 ? [`${changes.reopened} reopened`] : []),
      ...(report.resolved.length > 0 ? [`${report.resolved.length} resolved`] : []),
    ].join(', ');
    const found = `${counted(open, 'open finding')}: ${severityWords(countSeverities(report.findings))}`;
    const text = `${found}${changed === '' ? '' : ` (${changed})`}.${gap}`;
    return { tone: incomplete ? 'incomplete' : 'findings', text };
  }
  if (incomplete) return { tone: 'incomplete', text: `No findings in what was read.${gap}` };
  if (coverage.found === 0) return { tone: 'incomplete', text: 'No states found: nothing was inspected.' };
  if (inspected < coverage.found || notEvaluated(report).length > 0) {
    return { tone: 'clean', text: `No findings in the ${counted(inspected, 'state')} that were inspected.${gap}` };
  }
  return {
    tone: 'clean',
    text: `No findings. ${inspected === 1 ? 'The one state was' : `All ${counted(inspected, 'state')} were`} inspected.`,
  };
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
  return words.map((sentence) => ` ${sentence}`).join('');
}

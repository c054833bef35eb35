import type { EvidenceValue } from '../findings/observation.ts';
import { remediationParts } from '../reports/remediation.ts';
import { shortened, visibleText } from '../reports/visible-text.ts';
import type { Alert } from './alert.ts';
import type { ShortenedField } from './fitting.ts';
import { headline } from './words.ts';

/** Of a message, and of one line of evidence, in characters. */
const longestMessage = 1000;
const longestEvidence = 300;

/**
 * The alert as a mail: what, where, since when, what to do, in the order in which someone who was just woken needs it.
 * @param cut fields of the finding that had to be shortened
 */
export function alertText(alert: Alert, cut: readonly ShortenedField[]): string {
  const { finding } = alert;
  const message = shortened(visibleText(finding.message), longestMessage);
  const lines = [
    headline(alert),
    alert.kind === 'resolved' ? `It was: ${message}` : message,
    '',
    ...placeLines(alert),
    '',
    ...(alert.kind === 'resolved'
      ? ['Nothing has to be done: the last scan no longer found it.']
      : ['What to do', ...toDoLines(finding.remediation)]),
    '',
    ...evidenceLines(alert),
    `About this check: statewarden checks explain ${visibleText(finding.checkId)} (${visibleText(finding.docs)})`,
    `Finding ${visibleText(finding.findingId)}, revision ${finding.revision}, ${alert.kind} ${visibleText(alert.at)}`,
    ...(cut.length === 0
      ? []
      : [`Too large for a message and shortened: ${cut.join(', ')}. The findings table has all of it.`]),
  ];
  return `${lines.join('\n')}\n`;
}

const since = { updated: 'Worse since', reopened: 'Back since', resolved: 'Gone since' } as const;

function placeLines({ kind, at, finding, before }: Alert): readonly string[] {
  const was = before === null ? '' : `, was ${before.severity} (${before.route})`;
  const rows: readonly (readonly [string, string])[] = [
    ['Source', finding.source],
    ['State', finding.stateKey],
    ...(finding.address === null ? [] : [['Address', finding.address] as const]),
    ['Environment', finding.environment],
    ['Owner', finding.owner === '' ? 'nobody named' : finding.owner],
    ['Severity', `${finding.severity} (${finding.route})${was}`],
    ['First seen', finding.firstSeenAt],
    ...(kind === 'opened' ? [] : [[since[kind], at] as const]),
  ];
  return rows.map(([name, value]) => `${name.padEnd(13)}${visibleText(value)}`);
}

/** Commands stand on lines of their own, indented, to be pasted. */
function toDoLines(remediation: string): readonly string[] {
  return remediationParts(remediation).map((part) =>
    'command' in part ? `    ${visibleText(part.command)}` : visibleText(part.text),
  );
}

function evidenceLines({ kind, finding }: Alert): readonly string[] {
  const entries = Object.entries(finding.evidence).filter(([, value]) => value !== null);
  if (kind === 'resolved' || entries.length === 0) return [];
  const lines = entries.map(
    ([name, value]) => `    ${visibleText(name)}: ${shortened(valueText(value), longestEvidence)}`,
  );
  return ['Evidence', ...lines, ''];
}

function valueText(value: EvidenceValue): string {
  return visibleText(typeof value === 'string' ? value : JSON.stringify(value));
}

import { shortened, visibleText } from '../reports/visible-text.ts';
import type { Alert } from './alert.ts';

/** What happened, in a word or two, worst news first: `HIGH`, `HIGH, reopened`, `RESOLVED`. */
function label({ kind, finding }: Alert): string {
  const severity = finding.severity.toUpperCase();
  switch (kind) {
    case 'opened':
      return severity;
    case 'reopened':
      return `${severity}, reopened`;
    case 'updated':
      return `${severity}, got worse`;
    case 'resolved':
      return 'RESOLVED';
  }
}

/** `HIGH in production: Lock is held for too long` */
export function headline(alert: Alert): string {
  return visibleText(`${label(alert)} in ${alert.finding.environment}: ${alert.finding.title}`);
}

/** Characters of a subject. SNS takes fewer than 100. Source: Amazon SNS API reference, "Publish", Subject. */
const longestSubject = 99;
const longestEnvironment = 24;

/**
 * Subject of a mail: the headline and the state. Printable ASCII only, because mail programs and SNS disagree about the rest;
 * a character that has no ASCII form becomes `?`.
 */
export function subject(alert: Alert): string {
  const { environment, title, stateKey } = alert.finding;
  const line = `[${label(alert)}] ${shortened(environment, longestEnvironment)}: ${title} (${stateKey})`;
  const ascii = line
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('…', '...')
    .replaceAll(/[^\x20-\x7e]/gu, '?');
  return ascii.length <= longestSubject ? ascii : `${ascii.slice(0, longestSubject - 3)}...`;
}

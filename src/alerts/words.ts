import { shortened, visibleText } from '../reports/visible-text.ts';
import type { Alert } from './alert.ts';

const news: Readonly<Record<Alert['kind'], string>> = {
  opened: '',
  reopened: ', reopened',
  updated: ', got worse',
  resolved: '',
};

/** How bad it is: `HIGH`, `RESOLVED`. */
function label({ kind, finding }: Alert): string {
  return kind === 'resolved' ? 'RESOLVED' : finding.severity.toUpperCase();
}

/** `HIGH in production, reopened: Lock is held for too long` */
export function headline(alert: Alert): string {
  const { environment, title } = alert.finding;
  return visibleText(`${label(alert)} in ${environment}${news[alert.kind]}: ${title}`);
}

/** Characters of a subject. SNS takes fewer than 100. Source: Amazon SNS API reference, "Publish", Subject. */
const longestSubject = 99;
const longestEnvironment = 24;

/**
 * Subject of a mail: `[HIGH, reopened] production: Lock is held for too long (prod/net.tfstate)`. Printable ASCII only, because mail
 * programs and SNS disagree about the rest; a character that has no ASCII form becomes `?`.
 */
export function subject(alert: Alert): string {
  const { environment, title, stateKey } = alert.finding;
  const line = `[${label(alert)}${news[alert.kind]}] ${shortened(environment, longestEnvironment)}: ${title} (${stateKey})`;
  const ascii = line
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('…', '...')
    .replaceAll(/[^\x20-\x7e]/gu, '?');
  return ascii.length <= longestSubject ? ascii : `${ascii.slice(0, longestSubject - 3)}...`;
}

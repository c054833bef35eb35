import type { Route } from '../findings/finding.ts';
import type { Severity } from '../findings/observation.ts';
import type { Environment } from '../scanners/scanner.ts';
import { version } from '../version.ts';

/** The release in which everything is new: its checks may page. */
const firstRelease = '0.1';

/**
 * Who hears of a finding: critical and high in production page, info is only kept, the rest becomes a ticket.
 * A check that appeared in the running minor version tickets before it pages.
 * @param since minor version in which the check appeared
 */
export function routeOf(severity: Severity, environment: Environment, since: string, running = version): Route {
  if (severity === 'info') return 'none';
  const isUrgent = (severity === 'critical' || severity === 'high') && environment.criticality === 'production';
  const isNew = since !== firstRelease && running.startsWith(`${since}.`);
  return isUrgent && !isNew ? 'page' : 'ticket';
}

import type { Finding, Route, Transition } from '../findings/finding.ts';
import { severities } from '../findings/observation.ts';

/** Where an alert goes; a finding of the route `none` gives none. */
export type AlertRoute = Exclude<Route, 'none'>;

/** A transition that someone has to know of. */
export interface Alert extends Transition {
  readonly route: AlertRoute;
  /** What an updated finding was before it got worse; null for every other transition. */
  readonly before: Pick<Finding, 'severity' | 'route'> | null;
}

const routes: readonly Route[] = ['page', 'ticket', 'none'];

/**
 * Whether someone has to know of a transition. Opened and reopened findings: who they are routed to. Resolved ones: the same people,
 * as recovery. Updated ones only if severity or route rose: new evidence, or getting milder, wakes nobody.
 * Acknowledged and suppressed findings never alert, nor does the end of one that was suppressed.
 * @param before the finding before an update; null where it is not known: then nobody is told of the update
 */
export function alertOf({ kind, finding, at }: Transition, before: Finding | null): Alert | null {
  const { route, status, suppression } = finding;
  if (route === 'none' || status === 'acknowledged' || status === 'suppressed' || suppression !== undefined)
    return null;
  if (kind !== 'updated') return { kind, finding, at, route, before: null };
  if (before === null || !isWorse(finding, before)) return null;
  return { kind, finding, at, route, before: { severity: before.severity, route: before.route } };
}

/** The same for every delivery of one alert, another one for each alert of a finding. */
export function deduplicationKey({ finding }: Alert): string {
  return `${finding.findingId}#${finding.revision}`;
}

function isWorse(after: Finding, before: Finding): boolean {
  return (
    severities.indexOf(after.severity) < severities.indexOf(before.severity) ||
    routes.indexOf(after.route) < routes.indexOf(before.route)
  );
}

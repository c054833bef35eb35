import type { Finding, TransitionKind } from '../findings/finding.ts';
import { orderedFinding } from '../reports/json.ts';
import { type Alert, type AlertRoute, deduplicationKey } from './alert.ts';
import type { ShortenedField } from './fitting.ts';

/** What machines get: subscribers over https, SQS and Lambda. Described by `docs/alert.schema.json`. */
export interface AlertDocument {
  readonly schemaVersion: 1;
  readonly deduplicationKey: string;
  readonly transition: TransitionKind;
  readonly at: string;
  readonly route: AlertRoute;
  /** Fields of the finding that are not whole. */
  readonly shortened: readonly ShortenedField[];
  readonly finding: Finding;
}

/** The alert for machines: members in a fixed order, nothing of the finding but its documented fields. */
export function alertDocument(alert: Alert, shortened: readonly ShortenedField[]): AlertDocument {
  return {
    schemaVersion: 1,
    deduplicationKey: deduplicationKey(alert),
    transition: alert.kind,
    at: alert.at,
    route: alert.route,
    shortened,
    finding: orderedFinding(alert.finding),
  };
}

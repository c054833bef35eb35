import type { CheckSettings } from '../config/configuration.ts';
import type { Detection } from '../findings/finding.ts';
import { findingId } from '../findings/finding-id.ts';
import type { Observation } from '../findings/observation.ts';
import { docsOf } from '../scanners/check-docs.ts';
import type { Check, Environment, Target } from '../scanners/scanner.ts';
import { observationWithoutSecretNames } from '../scanners/secrets/secret-names.ts';
import { routeOf } from './route.ts';

/** Where an observation was made. */
export interface Place {
  readonly scanner: string;
  readonly target: Target;
  readonly environment: Environment;
}

/** Adds to an observation what people need to act on it: who it belongs to, how bad it is, where it goes. */
export function detectionOf(
  seen: Observation,
  check: Check<unknown>,
  settings: CheckSettings | undefined,
  { scanner, target, environment }: Place,
): Detection {
  const observation = observationWithoutSecretNames(seen);
  const severity = settings?.severity ?? observation.severity ?? check.severity;
  return {
    // The oldest id counts, so that open findings follow a check that was renamed.
    findingId: findingId({
      checkId: check.aliases[0] ?? check.id,
      source: target.source,
      targetId: target.id,
      location: observation.location,
    }),
    checkId: check.id,
    scanner,
    title: check.title,
    severity,
    route: routeOf(severity, environment, check.since),
    source: target.source,
    stateKey: target.id,
    environment: environment.name,
    owner: environment.owner,
    address: observation.address ?? null,
    pointer: observation.pointer ?? null,
    message: observation.message,
    evidence: observation.evidence,
    remediation: observation.remediation ?? check.remediation,
    docs: docsOf(check.id),
  };
}

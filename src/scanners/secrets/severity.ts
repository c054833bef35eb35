import { type Severity, severities } from '../../findings/observation.ts';
import type { CheckContext, Criticality } from '../scanner.ts';
import type { SecretCandidate } from './candidate.ts';

/**
 * What a secret opens, for whoever finds it.
 * - `account`: whatever its owner may do in a cloud, for as long as nobody takes it away
 * - `identity`: what a private key proves or decrypts
 * - `service`: a service, with the rights of a token or in a connection
 * - `something`: what a password or a key of which nothing more is known opens
 * - `little`: it has ended or will soon, opens a test mode, or has to be guessed first
 */
export type Opens = 'account' | 'identity' | 'service' | 'something' | 'little';

/** How bad it is that a secret is there for everyone who may read the state. The configuration's own severity wins. */
export const severityTable: Readonly<Record<Opens, Readonly<Record<Criticality, Severity>>>> = {
  account: { production: 'critical', staging: 'high', development: 'medium' },
  identity: { production: 'critical', staging: 'high', development: 'medium' },
  service: { production: 'high', staging: 'medium', development: 'medium' },
  something: { production: 'medium', staging: 'medium', development: 'low' },
  little: { production: 'low', staging: 'low', development: 'low' },
};

/** How bad it is that a candidate stands in the state. */
export function severityOf(
  candidate: SecretCandidate,
  { environment, now }: Pick<CheckContext<unknown>, 'environment' | 'now'>,
): Severity {
  return severityTable[opens(candidate, now)][environment.criticality];
}

/** What a secret opens that the configuration gives a severity. */
const openedBy: Readonly<Record<Severity, Opens>> = {
  critical: 'account',
  high: 'service',
  medium: 'something',
  low: 'little',
  info: 'little',
};

/** What a candidate opens. @param now a token that has ended by then opens little */
export function opens(candidate: SecretCandidate, now: Date): Opens {
  switch (candidate.kind) {
    case 'own-pattern':
      return openedBy[candidate.severity];
    case 'cloud-key':
      return candidate.prefix === 'ASIA' ? 'something' : 'account';
    case 'private-key':
      return candidate.encrypted ? 'something' : 'identity';
    case 'service-token':
      if (candidate.test) return 'little';
      return candidate.category === 'cloud' ? 'account' : 'service';
    case 'connection-string':
      return hasEnded(candidate.expiresAt, now) ? 'little' : 'service';
    case 'credential-value':
    case 'embedded':
      return candidate.hashed || hasEnded(candidate.expiresAt, now) ? 'little' : 'something';
    case 'sensitive-attribute':
    case 'sensitive-output':
      return 'something';
    case 'unsearched':
      return 'little';
  }
}

/** @param expiresAt ISO 8601, null: never */
export function hasEnded(expiresAt: string | null, now: Date): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= now.getTime();
}

/** One step less bad; nothing is less than low. */
export function milder(severity: Severity): Severity {
  const next = severities[severities.indexOf(severity) + 1];
  return severity === 'low' || next === undefined ? 'low' : next;
}

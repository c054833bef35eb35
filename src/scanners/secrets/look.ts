import type { Severity } from '../../findings/observation.ts';
import { type KeyIdPrefix, keyPair } from './detectors/cloud-key.ts';
import { type ConnectionString, connectionString } from './detectors/connection-string.ts';
import { type CredentialValue, credentialValue } from './detectors/credential-value.ts';
import { jsonWebToken } from './detectors/json-web-token.ts';
import { type PrivateKey, privateKey } from './detectors/private-key.ts';
import { namedServiceToken, type ServiceToken, serviceToken } from './detectors/service-token.ts';
import type { OwnPatterns } from './own-patterns/own-patterns.ts';

/** What a text is by its looks alone. */
export type Look =
  | {
      readonly kind: 'own-pattern';
      readonly pattern: string;
      readonly severity: Severity;
      readonly description: string | null;
    }
  | ({ readonly kind: 'private-key' } & PrivateKey)
  | { readonly kind: 'cloud-key'; readonly prefix: KeyIdPrefix }
  | ({ readonly kind: 'service-token' } & ServiceToken)
  | ({ readonly kind: 'connection-string' } & ConnectionString)
  | {
      readonly kind: 'credential-value';
      readonly meaning: 'token';
      readonly hashed: false;
      readonly expiresAt: string | null;
    };

/** What a text is by a name. */
export type NamedLook =
  | ({ readonly kind: 'service-token' } & ServiceToken)
  | ({ readonly kind: 'credential-value'; readonly expiresAt: null } & CredentialValue);

/** Shortest text that is something by its looks. */
export const shortestLook = 10;

/**
 * What a text is by its looks, the most telling detector first; null for nearly every text.
 * @param holder tells the name of what holds the text, should it be needed
 * @param own patterns of the configuration: they come first
 */
export function look(text: string, holder: { readonly member: string | null }, own: OwnPatterns | null): Look | null {
  const pattern = own === null ? null : own.match(text, holder.member);
  if (pattern !== null) {
    const { name, severity, description = null } = pattern;
    return { kind: 'own-pattern', pattern: name, severity, description };
  }
  const key = privateKey.mayMatch(text) ? privateKey.match(text) : null;
  if (key !== null) return { kind: 'private-key', ...key };
  const prefix = keyPair.mayMatch(text) ? keyPair.match(text) : null;
  if (prefix !== null) return { kind: 'cloud-key', prefix };
  const service = serviceToken.mayMatch(text) ? (named(text, holder.member) ?? serviceToken.match(text)) : null;
  if (service !== null) return { kind: 'service-token', ...service };
  const connection = connectionString.mayMatch(text) ? connectionString.match(text) : null;
  if (connection !== null) return { kind: 'connection-string', ...connection };
  const token = jsonWebToken.mayMatch(text) ? jsonWebToken.match(text) : null;
  if (token === null) return null;
  const issuer = named(text, holder.member);
  if (issuer !== null) return { kind: 'service-token', ...issuer };
  return { kind: 'credential-value', meaning: 'token', hashed: false, ...token };
}

/** What a text is because of the name that holds it or stands beside it. */
export function lookByName(name: string, text: string): NamedLook | null {
  const service = namedServiceToken(name, text);
  if (service !== null) return { kind: 'service-token', ...service };
  const credential = credentialValue(name, text);
  return credential === null ? null : { kind: 'credential-value', ...credential, expiresAt: null };
}

function named(text: string, member: string | null): ServiceToken | null {
  return member === null ? null : namedServiceToken(member, text);
}

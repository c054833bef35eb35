import { type KeyIdPrefix, keyPair } from './detectors/cloud-key.ts';
import { type ConnectionString, connectionString } from './detectors/connection-string.ts';
import { jsonWebToken } from './detectors/json-web-token.ts';
import { type PrivateKey, privateKey } from './detectors/private-key.ts';

/** What a text is by its looks alone. */
export type Look =
  | ({ readonly kind: 'private-key' } & PrivateKey)
  | { readonly kind: 'cloud-key'; readonly prefix: KeyIdPrefix }
  | ({ readonly kind: 'connection-string' } & ConnectionString)
  | {
      readonly kind: 'credential-value';
      readonly meaning: 'token';
      readonly hashed: false;
      readonly expiresAt: string | null;
    };

/** Shortest text that is something by its looks. */
export const shortestLook = 10;

/** What a text is by its looks, the most telling detector first; null for nearly every text. */
export function look(text: string): Look | null {
  const key = privateKey.mayMatch(text) ? privateKey.match(text) : null;
  if (key !== null) return { kind: 'private-key', ...key };
  const prefix = keyPair.mayMatch(text) ? keyPair.match(text) : null;
  if (prefix !== null) return { kind: 'cloud-key', prefix };
  const connection = connectionString.mayMatch(text) ? connectionString.match(text) : null;
  if (connection !== null) return { kind: 'connection-string', ...connection };
  const token = jsonWebToken.mayMatch(text) ? jsonWebToken.match(text) : null;
  return token === null ? null : { kind: 'credential-value', meaning: 'token', hashed: false, ...token };
}

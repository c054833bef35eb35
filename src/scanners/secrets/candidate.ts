import type { Severity } from '../../findings/observation.ts';
import type { Limit } from './carriers/budget.ts';
import type { ConnectionString } from './detectors/connection-string.ts';
import type { CredentialMeaning } from './detectors/credential-name.ts';
import type { ServiceToken } from './detectors/service-token.ts';

/** Path of an output's whole value. */
export const wholeOutput = 'value';

/** Where in a state a secret may stand. No candidate holds a byte of it. */
interface Place {
  /** Of the instance or the output; null elsewhere in the document. */
  readonly address: string | null;
  /** RFC 6901 pointer into the document. */
  readonly pointer: string;
  /** The same in each version of the state: the address and the pointer below it. */
  readonly location: string;
  /** What holds it, for people: `password`, `environment[0].variables.KEY`; `value` of an output. */
  readonly path: string;
}

/** What one place holds, and how it is known. */
export type SecretCandidate = Place &
  (
    | {
        /** What a pattern of the configuration says. */
        readonly kind: 'own-pattern';
        readonly pattern: string;
        readonly severity: Severity;
        readonly description: string | null;
      }
    | { readonly kind: 'private-key'; readonly format: string; readonly encrypted: boolean }
    | { readonly kind: 'cloud-key'; readonly prefix: 'AKIA' | 'ASIA' }
    | ({ readonly kind: 'service-token' } & ServiceToken)
    | ({ readonly kind: 'connection-string' } & ConnectionString)
    | {
        readonly kind: 'sensitive-attribute';
        readonly type: string;
        /** `state`: the writer of the state marked it; `provider`: the provider's schema declares it. */
        readonly declaredBy: 'state' | 'provider';
      }
    | { readonly kind: 'sensitive-output' }
    | {
        readonly kind: 'credential-value';
        readonly meaning: CredentialMeaning;
        readonly hashed: boolean;
        /** When a JSON web token ends, ISO 8601 UTC. */
        readonly expiresAt: string | null;
      }
    | {
        /** A credential in a text that holds others; the path goes into it. */
        readonly kind: 'embedded';
        readonly meaning: CredentialMeaning;
        readonly hashed: boolean;
        /** When a JSON web token ends, ISO 8601 UTC. */
        readonly expiresAt: string | null;
        /** How many secrets stand in the text. */
        readonly count: number;
      }
    | {
        /** A text that may hold one, and that was not looked into, or not into all of it. */
        readonly kind: 'unsearched';
        readonly limit: Limit;
      }
  );

export type SecretKind = Exclude<SecretCandidate['kind'], 'unsearched'>;

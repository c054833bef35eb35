import { checksOver } from '../scanner.ts';
import type { SecretCandidate } from './candidate.ts';

/** What is read about one state object. */
export interface SecretFacts {
  /** Where secrets may stand, in document order; empty when there is no state any more. */
  readonly candidates: readonly SecretCandidate[];
}

export const defineCheck = checksOver<SecretFacts>();

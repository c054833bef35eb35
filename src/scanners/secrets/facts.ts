import type { BucketEncryption, LifecycleRule, ReplicationRule } from '../../sources/bucket.ts';
import { checksOver } from '../scanner.ts';
import type { SecretCandidate } from './candidate.ts';
import type { History } from './history/read-history.ts';

/** What is read about one state object. */
export interface SecretFacts {
  /** Where secrets may stand, in document order; empty when there is no state any more. */
  readonly candidates: readonly SecretCandidate[];
  /** How the bucket of a state with secrets encrypts what is written to it; null of a state without any, and for a folder. */
  readonly encryption: StateEncryption | null;
  /** What earlier versions hold and the current one does not. */
  readonly history: History;
  /** Rules of the bucket, if earlier versions hold secrets. */
  readonly lifecycle: readonly LifecycleRule[];
  readonly replication: readonly ReplicationRule[];
}

export interface StateEncryption extends BucketEncryption {
  readonly bucket: string;
}

export const defineCheck = checksOver<SecretFacts>();

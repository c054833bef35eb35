import type { Damage } from '../state/errors.ts';

/** Why something could not be looked at. */
export type ScanErrorCode =
  | 'denied'
  | 'gone'
  | 'not-found'
  | 'damaged'
  | 'encrypted'
  | 'too-large'
  | 'throttled'
  | 'unavailable'
  | 'archived'
  | 'invalid'
  | 'timeout'
  | 'internal';

/** Something that could not be read: reported with the findings, never taken for fine. Plain data, no secret in any field. */
export interface ScanError {
  readonly code: ScanErrorCode;
  readonly source: string;
  /** Key of the state object; null when the source as a whole could not be read. */
  readonly stateKey: string | null;
  /** What happened, one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly action: string;
  /** The missing permission, for `denied`. */
  readonly permission?: string;
  /** Where the bytes are damaged, for `damaged`. */
  readonly damage?: Damage;
}

import type { JsonScalar } from './json.ts';
import type { StatePart } from './part.ts';

/**
 * The walk's view of one scalar. **One object is reused for a whole walk**: read what you need, keep none of it.
 * Pointers and paths are built only when asked for: most scalars are looked at and passed by.
 */
export interface ScalarCursor {
  readonly value: JsonScalar;
  /** Name of the member that holds the scalar; null directly in an array (then {@link ScalarCursor.owner} names the array). */
  readonly member: string | null;
  /** Nearest member name at or above the scalar: `password` for `password[0]`. */
  readonly owner: string | null;
  /** How many steps below the part's value the scalar stands. */
  readonly depth: number;
  /** Steps from the part's value down to the scalar: member names and array indices. A new array. */
  path(): (string | number)[];
  /** RFC 6901 pointer into the state document. */
  pointer(): string;
}

/**
 * Visits every scalar of a part in document order, without recursion: depth costs memory, never the stack.
 * @param part any part of a document
 * @param visit called with the same cursor object each time
 */
export type WalkPart = (part: StatePart, visit: (cursor: ScalarCursor) => void) => void;

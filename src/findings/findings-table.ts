import type { Item, RetentionDays } from './items.ts';
import type { ItemKey, TableIndex } from './table.ts';

/**
 * Who writes to a table: any number of workers at once, or one process that commits one scan of a target after the other. Then no
 * worker can be overtaken between its record and its findings, and these need no conditions.
 */
export type Writers = 'many' | 'one';

/** A condition that a write is bound to. */
export type Condition =
  | { readonly absent: true }
  | { readonly revision: number }
  /** Absent, or there with a lower revision. */
  | { readonly revisionBelow: number };

/** The item of a finding after a transition. */
export interface FoundTransition {
  readonly item: Item;
  readonly revision: number;
}

/** Items of one partition, in the order of the sort key. */
export interface ItemQuery {
  /** Left out: the table itself. */
  readonly index?: TableIndex;
  /** Value of the partition key. */
  readonly partition: string;
  /** Lowest value of the sort key. */
  readonly from?: string;
  readonly newestFirst?: boolean;
  /** Whether what was written last has to be seen; not to be had of an index. */
  readonly consistent?: boolean;
}

/**
 * What the findings store asks of a table with the keys and indexes of `table.ts`. What comes out of it is unknown until it was parsed:
 * other versions may have written it.
 */
export interface FindingsTable {
  readonly retention: RetentionDays;
  readonly writers: Writers;
  /** Strongly consistent. */
  getItem(key: ItemKey): Promise<unknown>;
  /** Eventually consistent, in no order; an item that is not there is left out. */
  getItems(keys: readonly ItemKey[]): Promise<readonly unknown[]>;
  /** @returns false when the condition does not hold */
  putItem(item: Item, condition: Condition): Promise<boolean>;
  /** Puts audit events, then their findings, none of them over a newer revision of itself. */
  putTransitions(events: readonly Item[], findings: readonly FoundTransition[]): Promise<void>;
  /** @returns false when the condition does not hold */
  removeAttribute(key: ItemKey, attribute: string, condition: Condition): Promise<boolean>;
  /** Each yield one page: one request. */
  query(query: ItemQuery): AsyncIterable<readonly unknown[]>;
}

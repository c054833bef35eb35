import type { Evidence } from './observation.ts';

/** What is recorded beside the transitions of findings: a drill that read a copy back, a restore, a deployment that was seen. */
export const activityKinds = ['drill', 'restore', 'deployment'] as const;

/** The same, and what the releases scanner remembers: tags as they were seen first, and tag objects, which never change. */
export const recordKinds = [...activityKinds, 'tags', 'tag-object'] as const;
export type ActivityKind = (typeof recordKinds)[number];

/** Something that was done or seen, recorded once and never changed. Holds no value of a state, as evidence holds none. */
export interface ActivityRecord {
  readonly kind: ActivityKind;
  /** Tells records of one target and time apart; the same work gives the same one. */
  readonly id: string;
  readonly source: string;
  /** Key of the state object, or a place. */
  readonly targetId: string;
  /** ISO 8601 UTC */
  readonly at: string;
  /** Documented with what makes it. */
  readonly details: Evidence;
}

/** Of one target, or of all; at or after a time. */
export type ActivityQuery = { readonly kind: ActivityKind; readonly since?: Date } & (
  | { readonly source: string; readonly targetId: string }
  | { readonly source?: undefined }
);

/** Where activity is recorded, and read from. */
export interface ActivityLog {
  /** Any number of times: the first counts. */
  record(record: ActivityRecord): Promise<void>;
  /** Oldest first. Of one target strongly consistent, of all eventually. */
  activity(query: ActivityQuery): AsyncIterable<ActivityRecord>;
}

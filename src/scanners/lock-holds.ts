import type { StateVersion } from '../sources/source.ts';

/** A lock that was taken and, unless `to` is null, released. ISO 8601. */
export interface Hold {
  readonly from: string;
  readonly to: string | null;
}

export interface LockHistory {
  /** Newest first. */
  readonly holds: readonly Hold[];
}

/**
 * What the versions of a lock file tell: each version is a lock that was taken, the delete marker after it its release.
 * Two locks without a marker between them: the marker was removed, or the older lock's version was; its end is the start of the next.
 * Source: hashicorp/terraform internal/backend/remote-state/s3/client.go `lockWithFile`, `unlockWithFile`.
 * @param versions newest first, delete markers too
 * @returns newest first; `to` is null for the lock that is held
 */
export function holdsOf(versions: readonly StateVersion[]): readonly Hold[] {
  const holds: Hold[] = [];
  let end: string | null = null;
  for (const { modifiedAt, deleted } of versions) {
    const at = modifiedAt.toISOString();
    if (!deleted) holds.push({ from: at, to: end });
    end = at;
  }
  return holds;
}

/** Milliseconds; a lock that is held lasts until now. */
export function durationOf({ from, to }: Hold, now: Date): number {
  return (to === null ? now.getTime() : Date.parse(to)) - Date.parse(from);
}

/** Clocks of S3 tell seconds, and a state that is written last is written just before the release. */
const slack = 2000;

/** Whether somebody held the lock file at a time. @param at ISO 8601 */
export function wasHeldAt({ holds }: LockHistory, at: string): boolean {
  const time = Date.parse(at);
  return holds.some(
    ({ from, to }) => Date.parse(from) - slack <= time && (to === null || time <= Date.parse(to) + slack),
  );
}

import type { HeldLockFile } from './facts.ts';

/** Terraform locks states since 0.9 (March 2017); an unset time of its clock reads as the year 1. */
const firstLock = Date.UTC(2017, 0, 1);

/** What a lock's age was taken from. */
export type SinceFrom = 'lock-info' | 'last-modified';

/**
 * Since when a lock is held.
 * In a bucket: S3's LastModified, because `Created` is the holder's clock. In a folder: the earlier of `Created`, where
 * it is plausible, and the file's time, because copying or cloning a folder makes its files look new.
 * @param now the time of the scan: a lock created later has a wrong clock
 */
export function heldSince(
  lock: Pick<HeldLockFile, 'sourceKind' | 'modifiedAt' | 'info'>,
  now: Date,
): { readonly since: Date; readonly sinceFrom: SinceFrom } {
  const modified = Date.parse(lock.modifiedAt);
  const created = Date.parse(lock.info?.created ?? '');
  const plausible = created >= firstLock && created <= now.getTime();
  return lock.sourceKind === 'folder' && plausible && created < modified
    ? { since: new Date(created), sinceFrom: 'lock-info' }
    : { since: new Date(modified), sinceFrom: 'last-modified' };
}

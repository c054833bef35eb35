import type { HeldLock } from './facts.ts';

/** Terraform locks states since 0.9 (March 2017); an unset time of its clock reads as the year 1. */
const firstLock = Date.UTC(2017, 0, 1);

/** What a lock's age was taken from. */
export type SinceFrom = 'lock-info' | 'last-modified' | 'first-seen';

/**
 * Since when a lock is held.
 * Of an object: S3's LastModified, because `Created` is the holder's clock. Of a file: the earlier of `Created`, where it is
 * plausible, and the file's time, because copying or cloning a folder makes its files look new. Of an item of a table, which tells
 * no times: `Created` where it is plausible, or when the item was seen first.
 * @param now the time of the scan: a lock created later has a wrong clock
 */
export function heldSince(
  { sourceKind, table, modifiedAt, info }: Pick<HeldLock, 'sourceKind' | 'table' | 'modifiedAt' | 'info'>,
  now: Date,
): { readonly since: Date; readonly sinceFrom: SinceFrom } {
  const modified = Date.parse(modifiedAt);
  const created = Date.parse(info?.created ?? '');
  const plausible = created >= firstLock && created <= now.getTime();
  if (plausible && created < modified && (table !== null || sourceKind === 'folder')) {
    return { since: new Date(created), sinceFrom: 'lock-info' };
  }
  return { since: new Date(modified), sinceFrom: table === null ? 'last-modified' : 'first-seen' };
}

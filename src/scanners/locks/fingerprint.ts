import { createHash } from 'node:crypto';
import type { StateObject, TableEntry } from '../../sources/source.ts';

/** What a look at the locks of a state saw: another one means that they have to be looked at again. */
interface Seen {
  readonly object: StateObject | null;
  readonly entry: Pick<TableEntry, 'lock' | 'digest'> | null;
}

/**
 * The fingerprint of a state's locks. A table tells no times: so it also tells since when an item has been seen, from scan to scan.
 * @param before fingerprint of the last look; undefined when there was none
 */
export function lockFingerprint({ object, entry }: Seen, before: string | undefined, now: Date): string {
  const parts = [object?.fingerprint ?? null, object?.lock?.modifiedAt.getTime() ?? null, entry?.digest ?? null];
  const all = hash(JSON.stringify(parts), 16);
  if (entry === null || entry.lock === null) return all;
  return `${all}.${hash(entry.lock, 8)}.${firstSeen(entry.lock, before, now).getTime().toString(36)}`;
}

/** When the item of a lock was seen first. @param lock its `Info` */
export function firstSeen(lock: string, before: string | undefined, now: Date): Date {
  const [, seenLock, seenAt] = before?.split('.') ?? [];
  return seenLock === hash(lock, 8) && seenAt !== undefined ? new Date(Number.parseInt(seenAt, 36)) : now;
}

/** Of a fingerprint what changes when something happens, without the time of the first look. */
export function whatWasSeen(fingerprint: string): string {
  return fingerprint.split('.').slice(0, 2).join('.');
}

function hash(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

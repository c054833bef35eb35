import { s3LockSuffix } from '../state-names.ts';

/** A state with its lock: at least one of the two is there. */
export interface FoldedState<T> {
  readonly key: string;
  readonly state: T | null;
  readonly lock: T | null;
}

interface Folding<T> {
  isState(key: string): boolean;
  /** Asks for the one lock of a state, where waiting for the listing to show it would take too much memory. */
  findLock(key: string): Promise<T | null>;
  /** How many states may wait for their locks. */
  readonly mostWaiting: number;
}

/**
 * Folds lock objects into the states they lock. Between `KEY` and `KEY.tflock` a listing may show other keys (`KEY-2`): until it
 * is past the lock, a state waits; where the listing fails it is not shown, because it may be locked. A lock without its state
 * stands where the lock is listed.
 * @param listed sorted by key as UTF-8, each key once
 * @returns each state once
 */
export async function* foldLocks<T extends { readonly key: string }>(
  listed: AsyncIterable<T>,
  { isState, findLock, mostWaiting }: Folding<T>,
): AsyncGenerator<FoldedState<T>> {
  const waiting = new Map<string, FoldedState<T>>();
  /** States that went ahead with the lock that was asked for: the listing still is to show it. */
  const ahead = new Set<string>();
  for await (const item of listed) {
    for (const key of ahead) {
      if (!isBeforeLock(item.key, key)) ahead.delete(key);
    }
    for (const entry of waiting.values()) {
      if (entry.lock === null && isBeforeLock(item.key, entry.key)) break;
      waiting.delete(entry.key);
      yield entry;
    }
    const locked = item.key.endsWith(s3LockSuffix) ? item.key.slice(0, -s3LockSuffix.length) : null;
    if (locked === null) {
      if (isState(item.key)) waiting.set(item.key, { key: item.key, state: item, lock: null });
    } else if (isState(locked) && !ahead.has(locked)) {
      waiting.set(locked, { key: locked, state: waiting.get(locked)?.state ?? null, lock: item });
    }
    const [first] = waiting.values();
    if (first !== undefined && waiting.size > mostWaiting) {
      waiting.delete(first.key);
      ahead.add(first.key);
      yield first.lock === null ? { ...first, lock: await findLock(first.key) } : first;
    }
  }
  yield* waiting.values();
}

/** Whether a listing that shows `shown` may still show the lock of `key`. All keys between a state and its lock begin with it. */
function isBeforeLock(shown: string, key: string): boolean {
  return shown.startsWith(key) && shown.slice(key.length) <= s3LockSuffix;
}

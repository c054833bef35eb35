import type { BucketSettings } from '../../sources/bucket.ts';
import { SourceError } from '../../sources/errors.ts';

/** A setting that was read is asked for again after this: a run of many states reads it once. */
const shared = 5 * 60_000;

interface Answer<T> {
  readonly at: number;
  readonly value: Promise<T>;
}

/**
 * Reads one setting of buckets, once for all states of a run.
 * @param ask reads it
 * @returns the setting, as it was at most five minutes ago; throws what `ask` throws
 */
export function oncePerRun<T>(ask: (bucket: BucketSettings, signal: AbortSignal) => Promise<T>) {
  const answers = new WeakMap<BucketSettings, Answer<T>>();
  return async (bucket: BucketSettings, now: Date, signal: AbortSignal): Promise<T> => {
    const known = answers.get(bucket);
    const age = now.getTime() - (known?.at ?? 0);
    if (known !== undefined && age >= 0 && age < shared) return await known.value;
    const value = ask(bucket, signal);
    answers.set(bucket, { at: now.getTime(), value });
    try {
      return await value;
    } catch (error) {
      // What is denied stays so; the rest may pass.
      if (!(error instanceof SourceError && error.failure === 'denied')) answers.delete(bucket);
      throw error;
    }
  };
}

export const lifecycleOf = oncePerRun((bucket, signal) => bucket.lifecycle(signal));
export const replicationOf = oncePerRun((bucket, signal) => bucket.replication(signal));
export const encryptionOf = oncePerRun((bucket, signal) => bucket.encryption(signal));

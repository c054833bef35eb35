import type { Limits } from '../config/configuration.ts';

/**
 * How long a worker may scan, so that time is left to record what was done and to hand back what was not.
 * @param left milliseconds until it is stopped
 * @returns milliseconds
 */
export function scanBudget(left: number): number {
  return Math.max(1000, Math.floor(left - Math.min(15_000, left / 5)));
}

/**
 * How many targets a worker may look at at the same time: a state that is read at once takes six times its size at most.
 * @param memory bytes
 */
export function targetsAtOnce(memory: number, { streamAbove, concurrency }: Limits): number {
  return Math.max(1, Math.min(concurrency, Math.floor(memory / (6 * streamAbove))));
}

/**
 * How long a message waits before it is tried again: twice as long each time, a quarter of an hour at most.
 * @param tries so far, 1 or more
 * @returns seconds
 */
export function retryDelay(tries: number): number {
  return Math.min(900, 5 * 2 ** (tries - 1));
}

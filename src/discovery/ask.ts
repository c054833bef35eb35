import { type AwsCall, sourceErrorFrom } from '../aws/errors.ts';
import { SourceError } from '../sources/errors.ts';

/** What AWS said, or why it did not. Never a default. */
export type Answer<T> = { readonly value: T } | { readonly unreadable: SourceError };

/** Asks AWS, counts how often, and keeps what was refused. */
export interface Asker {
  /**
   * One request. @throws what is no trouble of AWS or the network: an abort, a defect
   */
  ask<T>(call: AwsCall, send: () => Promise<T>): Promise<Answer<T>>;
  /** Requests sent so far. */
  readonly requests: () => number;
  /** Everything that could not be looked at, in the order it was asked. */
  readonly refused: () => readonly SourceError[];
  readonly signal: AbortSignal;
}

/** @param signal stops at the next request */
export function makeAsker(signal: AbortSignal): Asker {
  const refused: SourceError[] = [];
  let requests = 0;
  return {
    async ask(call, send) {
      signal.throwIfAborted();
      requests++;
      try {
        return { value: await send() };
      } catch (thrown) {
        signal.throwIfAborted();
        const error = sourceErrorFrom(thrown, call);
        if (!(error instanceof SourceError)) throw error;
        refused.push(error);
        return { unreadable: error };
      }
    },
    requests: () => requests,
    refused: () => refused,
    signal,
  };
}

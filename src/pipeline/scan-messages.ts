import pMap from 'p-map';
import type { Configuration } from '../config/configuration.ts';
import type { FindingsStore } from '../findings/store.ts';
import type { Outside } from '../scanners/outside.ts';
import type { ScanError, ScanErrorCode } from '../scanners/scan-error.ts';
import type { Scanner } from '../scanners/scanner.ts';
import type { Source } from '../sources/source.ts';
import { planContexts, planTarget } from './plan-source.ts';
import { type ProcessedTarget, targetProcessor } from './process-target.ts';
import { type ScanRequest, scanRequestsOf } from './scan-request.ts';

/** A message of the scan queue. */
export interface ScanMessage {
  readonly id: string;
  readonly body: string;
}

/** What became of one message. */
export type MessageOutcome =
  | { readonly message: ScanMessage; readonly done: true; readonly targets: readonly ProcessedTarget[] }
  /** `error` null: there was no time left for it. */
  | { readonly message: ScanMessage; readonly done: false; readonly error: unknown };

interface Work {
  readonly sources: readonly Source[];
  readonly scanners: readonly Scanner<unknown>[];
  readonly configuration: Configuration;
  readonly store: Pick<FindingsStore, 'target' | 'commit' | 'record' | 'activity'>;
  readonly outside?: Outside;
  /** Targets that are looked at at the same time. */
  readonly concurrency: number;
  readonly clock: () => Date;
  /** Aborted when there is no time left. */
  readonly signal: AbortSignal;
}

/** Something was not to be had for the moment; what could be read is recorded, and the message is to be tried again. */
export class TryAgainError extends Error {
  override readonly name = 'TryAgainError';

  constructor({ message, action }: ScanError) {
    super(`${message} ${action}`);
  }
}

/** Codes of what passes by itself. What is denied, damaged or a defect stays so until someone acts: the next sweep looks again. */
const passing: ReadonlySet<ScanErrorCode> = new Set(['throttled', 'unavailable', 'timeout', 'gone']);

/**
 * Looks at the targets of a batch of messages, each target once, whatever became of the others.
 * A target that no scanner has to look at any more is left alone: so a message may come twice, late, or in any order.
 * @returns one outcome for each message
 */
export async function scanMessages(messages: readonly ScanMessage[], work: Work): Promise<readonly MessageOutcome[]> {
  const { configuration, scanners, signal } = work;
  const { rulesets, contexts } = planContexts(scanners, configuration, work, work.clock());
  const process = targetProcessor({ ...work, rulesets, suppressions: contexts.suppressions });
  const started = new Map<string, Promise<ProcessedTarget | null>>();

  async function scan({ source: name, key }: ScanRequest): Promise<ProcessedTarget | null> {
    const source = work.sources.find((candidate) => candidate.name === name);
    if (source === undefined) return null;
    const { planned, memory, errors } = await planTarget(source, key, scanners, work.store, contexts, signal);
    const done = planned === null ? null : await process(planned, source, memory, signal);
    const error = [...errors, ...(done?.errors ?? [])].find(({ code }) => passing.has(code));
    if (error !== undefined) throw new TryAgainError(error);
    return done;
  }

  return await pMap(
    messages,
    async (message): Promise<MessageOutcome> => {
      if (signal.aborted) return { message, done: false, error: null };
      try {
        const targets: ProcessedTarget[] = [];
        const failures: unknown[] = [];
        for (const request of scanRequestsOf(message.body, configuration.sources)) {
          const id = JSON.stringify([request.source, request.key]);
          const isFirst = !started.has(id);
          const scanning = started.get(id) ?? scan(request);
          started.set(id, scanning);
          try {
            const target = await scanning;
            if (target !== null && isFirst) targets.push(target);
          } catch (error) {
            // The other sources that hold the state are looked at all the same.
            failures.push(error);
          }
        }
        if (failures.length > 0) throw failures[0];
        return { message, done: true, targets };
      } catch (error) {
        return { message, done: false, error: signal.aborted ? null : error };
      }
    },
    { concurrency: work.concurrency },
  );
}

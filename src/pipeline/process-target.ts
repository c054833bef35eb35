import pMap from 'p-map';
import type { Configuration } from '../config/configuration.ts';
import type { Transition } from '../findings/finding.ts';
import type { FindingsStore } from '../findings/store.ts';
import type { Scanner, TargetMemory } from '../scanners/scanner.ts';
import type { Source } from '../sources/source.ts';
import type { Probe } from '../state/part.ts';
import { summaryProbe } from '../state/summary.ts';
import { type PlannedTarget, type ScannedTarget, scanTarget } from './scan-target.ts';
import { targetIo } from './target-io.ts';

/** One target, looked at and recorded. */
export interface ProcessedTarget extends ScannedTarget {
  readonly transitions: readonly Transition[];
  /** Bytes of state that were read. */
  readonly bytesRead: number;
}

interface Settings {
  /** All that may be due: they share one reading. */
  readonly scanners: readonly Scanner<unknown>[];
  readonly configuration: Configuration;
  /** By scanner name. */
  readonly rulesets: ReadonlyMap<string, string>;
  readonly store: Pick<FindingsStore, 'commit' | 'record' | 'activity'>;
  readonly clock: () => Date;
}

const recordsAtOnce = 4;

type TargetProcessor = (
  planned: PlannedTarget,
  source: Source,
  memory: TargetMemory | undefined,
  signal: AbortSignal,
) => Promise<ProcessedTarget>;

/**
 * Makes what collects, checks and reconciles one planned target.
 * @throws the signal's reason when aborted, before anything is recorded; the store's errors
 */
export function targetProcessor({ scanners, configuration, rulesets, store, clock }: Settings): TargetProcessor {
  const probes = [...new Set<Probe<unknown>>([summaryProbe, ...scanners.flatMap((scanner) => scanner.probes)])];
  return async (planned, source, memory, signal) => {
    const io = targetIo(planned.target, source, memory, {
      probes,
      limits: configuration.limits,
      activity: store.activity,
    });
    const result = await scanTarget(planned, io, { configuration, rulesets, now: clock(), memory, signal });
    signal.throwIfAborted();
    await pMap(result.activity, (record) => store.record(record), { concurrency: recordsAtOnce });
    const { transitions } = await store.commit(result.scan);
    return { ...result, transitions, bytesRead: io.bytesRead() };
  };
}

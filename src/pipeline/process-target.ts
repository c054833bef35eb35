import pMap from 'p-map';
import type { Configuration } from '../config/configuration.ts';
import type { Transition } from '../findings/finding.ts';
import type { FindingsStore } from '../findings/store.ts';
import { nothingOutside, type Outside } from '../scanners/outside.ts';
import type { Scanner, TargetMemory } from '../scanners/scanner.ts';
import type { Source } from '../sources/source.ts';
import type { Probe } from '../state/part.ts';
import { summaryProbe } from '../state/summary.ts';
import { type PlannedTarget, type ScannedTarget, scanTarget } from './scan-target.ts';
import { type Suppressions, withoutSuppressions } from './suppressions.ts';
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
  readonly suppressions: Suppressions;
  readonly store: Pick<FindingsStore, 'commit' | 'record' | 'activity'>;
  readonly outside?: Outside;
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
export function targetProcessor({
  scanners,
  configuration,
  rulesets,
  suppressions,
  store,
  outside = nothingOutside,
  clock,
}: Settings): TargetProcessor {
  const asked = scanners.flatMap((scanner) => [
    ...scanner.probes,
    ...(scanner.probesFor?.(configuration.scanners[scanner.name]?.options ?? {}) ?? []),
  ]);
  const probes = [...new Set<Probe<unknown>>([summaryProbe, ...asked])];
  return async (planned, source, remembered, signal) => {
    const memory = remembered === undefined ? undefined : withoutSuppressions(remembered);
    const io = targetIo(planned.target, source, memory, {
      probes,
      limits: configuration.limits,
      clock,
      activity: store.activity,
      outside,
    });
    const result = await scanTarget(planned, io, {
      configuration,
      rulesets,
      suppressions,
      now: clock(),
      memory,
      signal,
    });
    signal.throwIfAborted();
    await pMap(result.activity, (record) => store.record(record), { concurrency: recordsAtOnce });
    const { transitions } = await store.commit(result.scan);
    return { ...result, transitions, bytesRead: io.bytesRead() };
  };
}

import pMap from 'p-map';
import type { Configuration } from '../config/configuration.ts';
import type { Transition } from '../findings/finding.ts';
import type { FindingsStore } from '../findings/store.ts';
import type { ScanReport } from '../reports/report.ts';
import type { Outside } from '../scanners/outside.ts';
import type { Scanner } from '../scanners/scanner.ts';
import type { Source } from '../sources/source.ts';
import { makeReport } from './make-report.ts';
import { planContexts, planSource } from './plan-source.ts';
import { targetProcessor } from './process-target.ts';
import type { ScannedTarget } from './scan-target.ts';

/** How far a scan has come. */
export interface ScanProgress {
  /** States that the sources listed; null while a listing goes on. */
  readonly statesFound: number | null;
  readonly statesDone: number;
  readonly bytesRead: number;
  readonly findings: number;
}

export interface EstateScan {
  readonly sources: readonly Source[];
  readonly scanners: readonly Scanner<unknown>[];
  readonly configuration: Configuration;
  readonly store: FindingsStore;
  /** Repositories and other places beside the sources; none by default. */
  readonly outside?: Outside;
  readonly clock: () => Date;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ScanProgress) => void;
}

/**
 * Plans, collects, checks and reconciles a whole estate: what is due is looked at, the rest is known from the store.
 * @returns all open findings of the sources, what changed, and what could not be looked at
 * @throws the signal's reason when aborted; the store's errors
 */
export async function scanEstate(estate: EstateScan): Promise<ScanReport> {
  const { sources, scanners, configuration, store, outside, clock, signal, onProgress } = estate;
  const startedAt = clock();
  const { rulesets, contexts } = planContexts(scanners, configuration, estate, startedAt);
  const plans = await pMap(sources, (source) => planSource(source, scanners, store, contexts, signal), {
    concurrency: configuration.limits.concurrency,
  });
  const { suppressions } = contexts;
  const process = targetProcessor({
    scanners,
    configuration,
    rulesets,
    suppressions,
    store,
    clock,
    ...(outside && { outside }),
  });

  const scanned = new Map<string, ScannedTarget>();
  const transitions: Transition[] = [];
  const due = plans.flatMap((plan) => plan.planned.map((planned) => ({ plan, planned })));
  const statesFound = due.length;
  let statesDone = 0;
  let bytesRead = 0;
  let findings = 0;
  const show = () => onProgress?.({ statesFound, statesDone, bytesRead, findings });
  show();
  await pMap(
    due,
    async ({ plan, planned }) => {
      const { target } = planned;
      const done = await process(planned, plan.source, plan.memories.get(target.id), signal);
      transitions.push(...done.transitions);
      scanned.set(idOf(target.source, target.id), done);
      statesDone++;
      bytesRead += done.bytesRead;
      findings += done.scan.outcomes.reduce((sum, outcome) => sum + outcome.detections.length, 0);
      show();
    },
    { concurrency: configuration.limits.concurrency, signal },
  );
  return makeReport({
    scanners,
    plans,
    scanned: (source, id) => scanned.get(idOf(source, id)),
    transitions,
    store,
    configuration,
    bytesRead,
    startedAt,
    finishedAt: clock(),
  });
}

function idOf(source: string, id: string): string {
  return JSON.stringify([source, id]);
}

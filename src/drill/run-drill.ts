import type { Configuration } from '../config/configuration.ts';
import { classify } from '../config/environments.ts';
import type { ActivityRecord } from '../findings/activity.ts';
import { targetIo } from '../pipeline/target-io.ts';
import { activity } from '../scanners/backups/activity.ts';
import { collect } from '../scanners/backups/collect.ts';
import { backups } from '../scanners/backups/options.ts';
import { nothingOutside } from '../scanners/outside.ts';
import type { ScanError } from '../scanners/scan-error.ts';
import type { Fact } from '../scanners/scanner.ts';
import type { Source, StateObject } from '../sources/source.ts';
import { summaryProbe } from '../state/summary.ts';

/** What a drill of one state gave. */
export interface StateDrill {
  /** One for each version and copy that was read back. */
  readonly records: readonly ActivityRecord[];
  readonly errors: readonly ScanError[];
}

interface Settings {
  readonly configuration: Configuration;
  /** How many earlier versions are read back. */
  readonly versions: number;
  readonly clock: () => Date;
  readonly signal: AbortSignal;
}

/** Reads the newest earlier versions of a state and its copies back, as the backups scanner does when it is their turn. */
export async function runDrill(
  source: Source,
  object: StateObject,
  { configuration, versions, clock, signal }: Settings,
): Promise<StateDrill> {
  const target = { source: source.name, id: object.key, object };
  const io = targetIo(target, source, undefined, {
    probes: [summaryProbe],
    limits: configuration.limits,
    clock,
    activity: nothingRecorded,
    outside: nothingOutside,
  });
  const context = {
    options: { ...configuration.scanners[backups]?.options, drillVersions: versions },
    now: clock(),
    environment: classify(object.key, configuration.environments),
  };
  const facts = await collect(target, io, context, signal);
  signal.throwIfAborted();
  const { current, drills, copies } = facts;
  return {
    records: activity(target, facts, context),
    errors: unique([current, drills, copies].flatMap(errorOf)),
  };
}

async function* nothingRecorded(): AsyncGenerator<never> {
  // A drill looks at what is there, not at what was done before.
}

function errorOf(fact: Fact<unknown>): readonly ScanError[] {
  return 'unreadable' in fact ? [fact.unreadable] : [];
}

function unique(errors: readonly ScanError[]): readonly ScanError[] {
  return [...new Map(errors.map((error) => [error.message, error])).values()];
}

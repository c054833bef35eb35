import { createHash } from 'node:crypto';
import type { Configuration } from '../config/configuration.ts';
import type { FindingsStore } from '../findings/store.ts';
import type { ScanError } from '../scanners/scan-error.ts';
import type { PlanContext, Scanner, Target, TargetMemory } from '../scanners/scanner.ts';
import { scanErrorFrom } from '../scanners/source-scan-error.ts';
import type { Source, StateObject } from '../sources/source.ts';
import { version } from '../version.ts';
import type { PlannedTarget } from './scan-target.ts';

/** What is due in one source. */
export interface SourcePlan {
  readonly source: Source;
  /** States that the listing showed. */
  readonly states: readonly StateObject[];
  readonly planned: readonly PlannedTarget[];
  readonly memories: ReadonlyMap<string, TargetMemory>;
  /** Set when the listing failed or was cut short: then what is missing is not taken for gone. */
  readonly error: ScanError | null;
}

/** Hash of all that a scanner's verdicts depend on beside the state: a change makes every target due again. */
export function rulesetOf(scanner: Scanner<unknown>, { scanners, environments }: Configuration): string {
  const { options, checks } = scanners[scanner.name] ?? {};
  const rules = { version, checks: scanner.checks.map(({ id }) => id), options, settings: checks, environments };
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 16);
}

/** Lists a source once and asks each scanner what is due. */
export async function planSource(
  source: Source,
  scanners: readonly Scanner<unknown>[],
  store: FindingsStore,
  context: (scanner: Scanner<unknown>) => PlanContext,
  signal: AbortSignal,
): Promise<SourcePlan> {
  const memories = new Map<string, TargetMemory>();
  for await (const memory of store.targets(source.name)) memories.set(memory.id, memory);
  const index = { get: (id: string) => memories.get(id), all: () => memories.values() };

  const listing = await listOnce(source, signal);
  const listed = { ...source, list: () => replay(listing) };
  const due = new Map<string, { target: Target; scanners: Scanner<unknown>[] }>();
  for (const scanner of scanners) {
    try {
      for await (const target of scanner.plan(listed, index, context(scanner), signal)) {
        const planned = due.get(target.id) ?? { target, scanners: [] };
        planned.scanners.push(scanner);
        due.set(target.id, planned);
      }
    } catch (error) {
      // The same failure for each scanner, told once below; the targets before it are due all the same.
      if (error !== listing.failure) throw error;
    }
  }
  return {
    source,
    states: listing.objects.filter((object) => object.current !== null),
    planned: [...due.values()],
    memories,
    error: listing.failure === null ? null : sourceError(listing.failure, source),
  };
}

interface Listing {
  readonly objects: readonly StateObject[];
  readonly failure: unknown;
}

async function listOnce(source: Source, signal: AbortSignal): Promise<Listing> {
  const objects: StateObject[] = [];
  try {
    for await (const object of source.list(signal)) objects.push(object);
    return { objects, failure: null };
  } catch (error) {
    signal.throwIfAborted();
    return { objects, failure: error };
  }
}

async function* replay({ objects, failure }: Listing): AsyncGenerator<StateObject> {
  yield* objects;
  if (failure !== null) throw failure;
}

function sourceError(failure: unknown, source: Source): ScanError {
  return { ...scanErrorFrom(failure, { source: source.name, id: source.location }), stateKey: null };
}

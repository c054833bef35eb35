import { createHash } from 'node:crypto';
import type { Configuration } from '../config/configuration.ts';
import type { FindingsStore } from '../findings/store.ts';
import { nothingOutside, type Outside } from '../scanners/outside.ts';
import { isPlace } from '../scanners/places.ts';
import type { ScanError } from '../scanners/scan-error.ts';
import type { PlanContext, Scanner, Target, TargetMemory } from '../scanners/scanner.ts';
import { scanErrorFrom } from '../scanners/source-scan-error.ts';
import { SourceError } from '../sources/errors.ts';
import type { Source, StateObject } from '../sources/source.ts';
import { version } from '../version.ts';
import type { PlannedTarget } from './scan-target.ts';
import { expectedRuleset, type Suppressions, seenUnder, suppressionsAt } from './suppressions.ts';

/** What is due in one source. */
export interface SourcePlan {
  readonly source: Source;
  /** States that the listing showed. */
  readonly states: readonly StateObject[];
  readonly planned: readonly PlannedTarget[];
  readonly memories: ReadonlyMap<string, TargetMemory>;
  /** What could not be asked: a listing that failed or was cut short (what is missing is not taken for gone), or a lock table. */
  readonly errors: readonly ScanError[];
}

/** Hash of all that a scanner's verdicts depend on beside the state: a change makes every target due again. What is suppressed stands beside it, target by target. */
export function rulesetOf(scanner: Scanner<unknown>, { scanners, environments }: Configuration): string {
  const { options, checks } = scanners[scanner.name] ?? {};
  const rules = { version, checks: scanner.checks.map(({ id }) => id), options, settings: checks, environments };
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 16);
}

/** What each scanner has to know to plan a source. */
export interface PlanContexts {
  (scanner: Scanner<unknown>, source: Pick<Source, 'name'>): PlanContext;
  readonly suppressions: Suppressions;
}

interface Estate {
  readonly sources: readonly Pick<Source, 'name'>[];
  readonly outside?: Outside | undefined;
}

/** Contexts of all scanners at one time. */
export function planContexts(
  scanners: readonly Scanner<unknown>[],
  configuration: Configuration,
  { sources, outside = nothingOutside }: Estate,
  now: Date,
) {
  const rulesets = new Map(scanners.map((scanner) => [scanner.name, rulesetOf(scanner, configuration)]));
  const contextOf = ({ name }: Scanner<unknown>, source: Pick<Source, 'name'>): PlanContext => ({
    now,
    ruleset: rulesets.get(name) ?? '',
    options: configuration.scanners[name]?.options ?? {},
    outside,
    answers: sources[0]?.name === source.name,
  });
  const contexts: PlanContexts = Object.assign(contextOf, {
    suppressions: suppressionsAt(scanners, configuration, now),
  });
  return { rulesets, contexts };
}

/** Lists a source once and asks each scanner what is due. */
export async function planSource(
  source: Source,
  scanners: readonly Scanner<unknown>[],
  store: Pick<FindingsStore, 'targets'>,
  contexts: PlanContexts,
  signal: AbortSignal,
): Promise<SourcePlan> {
  const memories = new Map<string, TargetMemory>();
  for await (const memory of store.targets(source.name)) memories.set(memory.id, memory);
  const listing = await listOnce(source, signal);
  const { planned, failures } = await plan({ source, listing, memories }, scanners, contexts, signal);
  return {
    source,
    states: listing.objects.filter((object) => object.current !== null),
    planned,
    memories,
    errors: [...(listing.failure === null ? [] : [listing.failure]), ...failures].map((failure) =>
      sourceError(failure, source),
    ),
  };
}

/** What is due in one target, as it is now. */
export interface TargetPlan {
  /** Null when every scanner has seen the target as it is. */
  readonly planned: PlannedTarget | null;
  readonly memory: TargetMemory | undefined;
  /** What a scanner could not ask. A sweep tells of it too. */
  readonly errors: readonly ScanError[];
}

/**
 * Asks each scanner whether one state is due, as if it were all that the source holds.
 * @param key of the state object, whether it is still there or not
 * @throws SourceError when the source can't tell
 */
export async function planTarget(
  source: Source,
  key: string,
  scanners: readonly Scanner<unknown>[],
  store: Pick<FindingsStore, 'target'>,
  contexts: PlanContexts,
  signal: AbortSignal,
): Promise<TargetPlan> {
  // In this order: what was found is as new as what is remembered, or newer, though others scan the same state meanwhile.
  const memory = await store.target(source.name, key);
  const object = await source.find(key, signal);
  const memories = new Map(memory === undefined ? [] : [[key, memory]]);
  const listing = { objects: object === null ? [] : [object], failure: null };
  const { planned, failures } = await plan(
    { source: asIfAlone(source, key), listing, memories },
    scanners,
    // Of what belongs to no source nothing is asked for the sake of one state.
    Object.assign(
      (...asked: Parameters<PlanContexts>) => {
        const context = contexts(...asked);
        return { ...context, answers: context.answers && isPlace(key) };
      },
      { suppressions: contexts.suppressions },
    ),
    signal,
  );
  const mine = planned.find(({ target }) => target.id === key) ?? null;
  return {
    planned: mine,
    memory,
    errors: failures.map((failure) => scanErrorFrom(failure, { source: source.name, id: key })),
  };
}

/** Of a lock table nothing but what it holds about one state. */
function asIfAlone(source: Source, key: string): Source {
  const { lockTable } = source;
  if (lockTable === null) return source;
  const entries = async function* (signal: AbortSignal) {
    yield await lockTable.entry(key, signal);
  };
  return { ...source, lockTable: { ...lockTable, entries } };
}

interface Known {
  readonly source: Source;
  readonly listing: Listing;
  readonly memories: ReadonlyMap<string, TargetMemory>;
}

interface Due {
  readonly target: Target;
  readonly scanners: Scanner<unknown>[];
  readonly fingerprints: Record<string, string>;
}

interface Plan {
  readonly planned: readonly PlannedTarget[];
  /** What scanners could not ask, each once; not the failure of the listing. */
  readonly failures: readonly SourceError[];
}

async function plan(
  { source, listing, memories }: Known,
  scanners: readonly Scanner<unknown>[],
  contexts: PlanContexts,
  signal: AbortSignal,
): Promise<Plan> {
  const listed = { ...source, list: () => replay(listing) };
  const due = new Map<string, Due>();
  const failures: SourceError[] = [];
  for (const scanner of scanners) {
    const context = contexts(scanner, source);
    const seen = (memory: TargetMemory) => {
      const rules = contexts.suppressions.rulesFor(scanner, { source: source.name, id: memory.id });
      return seenUnder(memory, scanner.name, expectedRuleset(context.ruleset, rules), context.ruleset);
    };
    const index = {
      get(id: string) {
        const memory = memories.get(id);
        return memory === undefined ? undefined : seen(memory);
      },
      *all() {
        for (const memory of memories.values()) yield seen(memory);
      },
    };
    try {
      for await (const { fingerprint, ...target } of scanner.plan(listed, index, context, signal)) {
        const planned: Due = due.get(target.id) ?? { target, scanners: [], fingerprints: {} };
        planned.scanners.push(scanner);
        if (fingerprint !== undefined) planned.fingerprints[scanner.name] = fingerprint;
        due.set(target.id, planned);
      }
    } catch (error) {
      // The targets before it are due all the same. The listing's failure is the same for each scanner.
      signal.throwIfAborted();
      if (error === listing.failure) continue;
      if (!(error instanceof SourceError)) throw error;
      failures.push(error);
    }
  }
  return { planned: [...due.values()], failures };
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

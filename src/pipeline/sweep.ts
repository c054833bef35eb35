import pMap from 'p-map';
import type { Configuration } from '../config/configuration.ts';
import type { FindingsStore } from '../findings/store.ts';
import type { Outside } from '../scanners/outside.ts';
import type { ScanError } from '../scanners/scan-error.ts';
import type { Scanner, Target, TargetMemory } from '../scanners/scanner.ts';
import { fingerprintOf } from '../scanners/state-targets.ts';
import type { Source } from '../sources/source.ts';
import { planContexts, planSource } from './plan-source.ts';
import type { ScanQueue } from './scan-queue.ts';
import type { ScanRequest } from './scan-request.ts';
import type { PlannedTarget } from './scan-target.ts';
import { expectedRuleset } from './suppressions.ts';

interface Sweep {
  readonly scanner: Scanner<unknown>;
  readonly sources: readonly Source[];
  readonly configuration: Configuration;
  readonly store: Pick<FindingsStore, 'targets'>;
  readonly queue: ScanQueue;
  readonly outside?: Outside;
  readonly now: Date;
  readonly signal: AbortSignal;
}

export interface SweepResult {
  /** States that the sources listed. */
  readonly states: number;
  /** Of them, those that somebody holds the lock file of. */
  readonly locked: number;
  readonly sent: number;
  /** Due, and left for a later sweep because the queue is full or enough old verdicts are being renewed. */
  readonly postponed: number;
  /** Sources that could not be listed, or not to the end. */
  readonly errors: readonly ScanError[];
}

/** A sweep fills the queue up to this and leaves the rest to the next one: a change of a state never waits behind a whole estate. */
const fullQueue = 10_000;

/**
 * Looks for what is due for one scanner in all sources, and sends it to the queue: changed states first, then those that were
 * judged under other rules, `limits.rescansPerSweep` of them at most.
 * @throws the store's and the queue's errors, and the signal's reason
 */
export async function sweep({
  scanner,
  sources,
  configuration,
  store,
  queue,
  outside,
  now,
  signal,
}: Sweep): Promise<SweepResult> {
  const { contexts, rulesets } = planContexts([scanner], configuration, { sources, outside }, now);
  const plans = await pMap(sources, (source) => planSource(source, [scanner], store, contexts, signal), {
    concurrency: configuration.limits.concurrency,
  });
  const expected = (target: Target) =>
    expectedRuleset(rulesets.get(scanner.name) ?? '', contexts.suppressions.rulesFor(scanner, target));
  const changed: ScanRequest[] = [];
  const rescans: ScanRequest[] = [];
  for (const { planned, memories } of plans) {
    for (const due of planned) {
      const { source, id } = due.target;
      const isRescan = onlyRulesChanged(due, memories.get(id), scanner.name, expected(due.target));
      (isRescan ? rescans : changed).push({ source, key: id });
    }
  }
  const due = [...changed, ...rescans.slice(0, configuration.limits.rescansPerSweep)];
  const requests = due.length === 0 ? [] : due.slice(0, Math.max(0, fullQueue - (await queue.backlog())));
  if (requests.length > 0) await queue.send(requests);
  const states = plans.flatMap((plan) => plan.states);
  return {
    states: states.length,
    locked: states.filter(({ lock }) => lock !== null).length,
    sent: requests.length,
    postponed: changed.length + rescans.length - requests.length,
    errors: plans.flatMap(({ errors }) => errors),
  };
}

function onlyRulesChanged(
  { target, fingerprints }: PlannedTarget,
  memory: TargetMemory | undefined,
  scanner: string,
  ruleset: string,
): boolean {
  const mark = memory?.scans[scanner];
  return (
    mark?.complete === true &&
    mark.fingerprint === (fingerprints[scanner] ?? fingerprintOf(target)) &&
    mark.ruleset !== ruleset
  );
}

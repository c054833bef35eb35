import type { Configuration } from '../config/configuration.ts';
import { classify } from '../config/environments.ts';
import type { ActivityRecord } from '../findings/activity.ts';
import type { Detection } from '../findings/finding.ts';
import type { ScannerOutcome, ScanOrder, TargetScan } from '../findings/store.ts';
import type { ScanError } from '../scanners/scan-error.ts';
import type {
  Collected,
  CollectedAgain,
  Environment,
  Inspection,
  KnownVersion,
  Scanner,
  Target,
  TargetMemory,
} from '../scanners/scanner.ts';
import { scanErrorFrom } from '../scanners/source-scan-error.ts';
import { fingerprintOf } from '../scanners/state-targets.ts';
import { summaryProbe } from '../state/summary.ts';
import { detectionOf } from './detections.ts';
import { expectedRuleset, type Suppressions } from './suppressions.ts';
import type { TargetIo } from './target-io.ts';

/** One target and the scanners for which it is due. */
export interface PlannedTarget {
  readonly target: Target;
  readonly scanners: readonly Scanner<unknown>[];
  /** What the mark of each scanner records of it, by name. */
  readonly fingerprints: Readonly<Record<string, string>>;
}

/** What the scan of one target gave, before it is committed. */
export interface ScannedTarget {
  readonly scan: TargetScan;
  /** What was done or seen on the way. */
  readonly activity: readonly ActivityRecord[];
  readonly environment: Environment;
  /** What could not be read, each once; encrypted contents too. */
  readonly errors: readonly ScanError[];
  readonly notEvaluated: readonly { readonly checkId: string; readonly because: ScanError }[];
}

interface Context {
  readonly configuration: Configuration;
  /** By scanner name. */
  readonly rulesets: ReadonlyMap<string, string>;
  readonly suppressions: Suppressions;
  /** Time of looking. */
  readonly now: Date;
  readonly memory: TargetMemory | undefined;
  readonly signal: AbortSignal;
}

/** Collects and checks one target for all scanners that it is due for. Whatever goes wrong becomes a scan error. */
export async function scanTarget(
  { target, scanners, fingerprints }: PlannedTarget,
  io: TargetIo,
  { configuration, rulesets, suppressions, now, memory, signal }: Context,
): Promise<ScannedTarget> {
  const environment = classify(target.id, configuration.environments);
  const outcomes: ScannerOutcome[] = [];
  const activity: ActivityRecord[] = [];
  const notEvaluated: { checkId: string; because: ScanError }[] = [];
  for (const scanner of scanners) {
    const ruleset = rulesets.get(scanner.name) ?? '';
    const judged = await runScanner(scanner, target, io, { configuration, environment, now, ruleset, signal });
    const note = judged.note ?? memory?.scans[scanner.name]?.note;
    notEvaluated.push(...judged.notEvaluated);
    activity.push(...judged.activity);
    outcomes.push({
      scanner: scanner.name,
      detections: judged.detections,
      evaluated: judged.evaluated,
      mark: {
        fingerprint: fingerprints[scanner.name] ?? fingerprintOf(target),
        ruleset: expectedRuleset(ruleset, suppressions.rulesFor(scanner, target)),
        scannedAt: now.toISOString(),
        // Encrypted contents stay unread however often they are looked at.
        complete: judged.notEvaluated.every(({ because }) => because.code === 'encrypted'),
        ...(note === undefined ? {} : { note }),
      },
    });
  }
  const current = io.current();
  const scan = {
    source: target.source,
    targetId: target.id,
    order: orderOf(target, current, memory, now),
    outcomes,
    suppressedBy: suppressions.of,
    version: current === null ? null : knownVersion(current),
  };
  return { scan, activity, environment, errors: unique(notEvaluated.map(({ because }) => because)), notEvaluated };
}

interface Judged {
  readonly detections: readonly Detection[];
  readonly evaluated: readonly string[];
  readonly notEvaluated: readonly { readonly checkId: string; readonly because: ScanError }[];
  readonly activity: readonly ActivityRecord[];
  readonly note?: string | undefined;
}

async function runScanner(
  scanner: Scanner<unknown>,
  target: Target,
  io: TargetIo,
  {
    configuration,
    environment,
    now,
    ruleset,
    signal,
  }: Pick<Context, 'configuration' | 'now' | 'signal'> & { environment: Environment; ruleset: string },
): Promise<Judged> {
  const settings = configuration.scanners[scanner.name];
  const options = settings?.options ?? {};
  const checks = scanner.checks.filter((check) => settings?.checks[check.id]?.enabled !== false);
  const disabled = scanner.checks.filter((check) => !checks.includes(check));
  const detections: Detection[] = [];
  const evaluated = disabled.flatMap((check) => [check.id, ...check.aliases]);
  const notEvaluated: { checkId: string; because: ScanError }[] = [];

  let collected: Awaited<ReturnType<typeof scanner.collect>>;
  let activity: readonly ActivityRecord[];
  let note: string | undefined;
  try {
    collected = await scanner.collect(target, io, { options, now, environment, ruleset }, signal);
    note = scanner.note?.(collected);
    const context = { options, now, environment };
    activity = isAllRead(collected) ? (scanner.activity?.(target, collected, context) ?? []) : [];
  } catch (error) {
    const because = scanErrorFrom(error, target);
    return {
      detections,
      evaluated,
      notEvaluated: checks.map((check) => ({ checkId: check.id, because })),
      activity: [],
    };
  }
  for (const check of checks) {
    try {
      const outcome = check.run(collected, options, { now, environment });
      if (!outcome.evaluated) {
        notEvaluated.push(...outcome.because.map((because) => ({ checkId: check.id, because })));
        continue;
      }
      evaluated.push(check.id, ...check.aliases);
      const place = { scanner: scanner.name, target, environment };
      for (const observation of outcome.observations) {
        detections.push(detectionOf(observation, check, settings?.checks[check.id], place));
      }
    } catch (error) {
      notEvaluated.push({ checkId: check.id, because: scanErrorFrom(error, target) });
    }
  }
  return { detections, evaluated, notEvaluated, activity, note };
}

function isAllRead<F>(facts: CollectedAgain<F>): facts is Collected<F> {
  return Object.values(facts).every((fact) => typeof fact === 'object' && fact !== null && !('unchanged' in fact));
}

/**
 * A version older than what was seen last was put back, the same one after a deletion too: it counts from when it was found, or it
 * would count as overtaken. So the memory has to be older than the listing.
 */
function orderOf(target: Target, current: Inspection | null, memory: TargetMemory | undefined, now: Date): ScanOrder {
  const lookedAt = now.toISOString();
  const modifiedAt = target.object?.current?.modifiedAt.toISOString();
  const countsFrom = memory?.countsFrom ?? null;
  const isPutBack = modifiedAt !== undefined && countsFrom !== null && countsFrom > modifiedAt;
  const versionAt = modifiedAt === undefined || isPutBack ? lookedAt : modifiedAt;
  return { versionAt, serial: current?.metadata?.serial ?? null, lookedAt };
}

function knownVersion(inspection: Inspection): KnownVersion | null {
  const { version, sha256, metadata } = inspection;
  if (metadata === null) return null;
  return {
    versionId: version.versionId,
    modifiedAt: version.modifiedAt.toISOString(),
    serial: metadata.serial,
    lineage: metadata.lineage,
    sha256,
    managedInstances: metadata.format === 'encrypted' ? null : inspection.result(summaryProbe).managedInstances,
  };
}

/** One damage or denial stands in many facts: it is told once. */
function unique(errors: readonly ScanError[]): readonly ScanError[] {
  return [...new Map(errors.map((error) => [`${error.code} ${error.message}`, error])).values()];
}

import type * as z from 'zod';
import type { ActivityQuery, ActivityRecord } from '../findings/activity.ts';
import type { Evidence, Observation, Severity } from '../findings/observation.ts';
import type { Copy } from '../sources/copy.ts';
import type { Replication, Source, StateObject, StateVersion } from '../sources/source.ts';
import type { Damage } from '../state/errors.ts';
import type { Probe, StateMetadata } from '../state/part.ts';
import type { Outside } from './outside.ts';
import type { ScanError } from './scan-error.ts';

/** What was read about a target, or why it could not be read. Never a default. */
export type Fact<T> = { readonly value: T } | { readonly unreadable: ScanError };
export type Collected<F> = { readonly [K in keyof F]: Fact<F[K]> };

/** Not read, because it is as it was when the scanner last looked, under the same rules: what was found by it stands. */
export interface Unchanged {
  readonly unchanged: true;
}
export type CollectedAgain<F> = { readonly [K in keyof F]: Fact<F[K]> | Unchanged };

export const criticalities = ['production', 'staging', 'development'] as const;
export type Criticality = (typeof criticalities)[number];

/** Where a state belongs: decided by patterns over its key. */
export interface Environment {
  readonly name: string;
  readonly criticality: Criticality;
  readonly owner: string;
}

export interface CheckContext<O> {
  readonly options: O;
  /** The time of the scan. A check has no clock of its own. */
  readonly now: Date;
  readonly environment: Environment;
}

type Options = z.ZodObject<z.ZodRawShape>;

/** One check: a pure function over facts that were really read, with everything people are told about it. */
export interface CheckSpec<F, N extends keyof F, O extends Options> {
  /** Family and file stem, stable, never reused: `state/tainted` stands in `checks/tainted.ts`. */
  readonly id: `${string}/${string}`;
  /** Former ids, oldest first: silences and open findings follow them. */
  readonly aliases?: readonly string[];
  /** Version it appeared in (`0.1`): a check tickets before it pages. */
  readonly since: string;
  readonly title: string;
  readonly severity: Severity;
  /** What to do, in the imperative; an observation replaces it where the exact command is known. */
  readonly remediation: string;
  /** Facts it reads. One of them unreadable: not evaluated; opens nothing, resolves nothing, is reported. */
  readonly needs: readonly N[];
  /** Thresholds with defaults, keys unique within the scanner: they stand side by side in the configuration. Each has a `.describe()`. */
  readonly options: O;
  evaluate(facts: Pick<F, N>, context: CheckContext<z.output<O>>): Iterable<Observation>;
}

export type CheckOutcome =
  | { readonly evaluated: true; readonly observations: readonly Observation[] }
  /** `because` is empty where a fact is unchanged. */
  | { readonly evaluated: false; readonly because: readonly ScanError[] };

/** A check as the engine sees it: its facts and options checked when it was defined. */
export interface Check<F> {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly since: string;
  readonly title: string;
  readonly severity: Severity;
  readonly remediation: string;
  /** Names of facts: plain strings here, so that scanners with different facts stand in one list. */
  readonly needs: readonly string[];
  readonly options: Options;
  /**
   * Runs the check if every fact it needs was read.
   * @param options the scanner's options as the user wrote them (`30m`, not milliseconds); the check parses its own by its schema
   * @throws whatever `evaluate` throws: a defect of the check; the engine makes a scan error of it
   */
  run(facts: CollectedAgain<F>, options: unknown, context: Omit<CheckContext<never>, 'options'>): CheckOutcome;
}

/**
 * Makes the `defineCheck` of one scanner: `export const defineCheck = checksOver<LockFacts>();`.
 * A check that reads a fact it did not declare does not compile.
 */
export function checksOver<F>() {
  return function defineCheck<const N extends keyof F & string, O extends Options>(spec: CheckSpec<F, N, O>): Check<F> {
    return {
      id: spec.id,
      aliases: spec.aliases ?? [],
      since: spec.since,
      title: spec.title,
      severity: spec.severity,
      remediation: spec.remediation,
      needs: spec.needs,
      options: spec.options,
      run(collected, options, context) {
        const facts: Partial<Pick<F, N>> = {};
        const because: ScanError[] = [];
        let isUnchanged = false;
        for (const name of spec.needs) {
          const fact = collected[name];
          if ('unreadable' in fact) because.push(fact.unreadable);
          else if ('unchanged' in fact) isUnchanged = true;
          else facts[name] = fact.value;
        }
        if (because.length > 0 || isUnchanged) return { evaluated: false, because };
        const own = spec.options.parse(options);
        const observations = spec.evaluate(facts as Pick<F, N>, { ...context, options: own });
        return { evaluated: true, observations: [...observations] };
      },
    };
  };
}

/** One example of a check: run by the tests, shown on the check's page. */
export interface CheckCase<F> {
  /** What happened, as the page tells it: `a lock held for nine hours`. */
  readonly name: string;
  readonly facts: Partial<Collected<F>>;
  /** The scanner's options as a user writes them; defaults for what is missing. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly environment?: Partial<Environment>;
}

/** The cases of one check. `casesNow` is their time. */
export interface CheckCases<F> {
  readonly fires: readonly (CheckCase<F> & {
    readonly expect: readonly (Pick<Observation, 'location'> & {
      readonly evidence: Evidence;
      readonly message?: string;
      readonly severity?: Severity;
    })[];
  })[];
  readonly quiet: readonly CheckCase<F>[];
  readonly notEvaluable: readonly CheckCase<F>[];
}

export const casesNow = new Date('2026-11-20T12:00:00Z');

/** One AWS call that a scanner's collect makes, as data: `lib` turns exactly this into IAM. */
export interface Access {
  /** `s3:GetObjectVersion`. */
  readonly action: `${string}:${string}`;
  /** What it is called on. */
  readonly on:
    | 'bucket'
    | 'bucket-settings'
    | 'state-objects'
    | 'lock-files'
    | 'lock-table'
    | 'kms-key'
    | 'copy-bucket'
    | 'copies'
    | 'copy-key'
    | 'backup-vault'
    | NamedResource;
  /** Why, for the person who reviews the role. */
  readonly reason: string;
}

/** A resource that the options of a scanner name: exactly this one is granted. */
export type NamedResource =
  /** ARN. */
  | { readonly secret: string }
  | { readonly parameter: string }
  /** Name of a repository in CodeCommit, in this account. */
  | { readonly codeCommitRepository: string; readonly region: string }
  /** `s3://bucket/key`; `*` in the key stands for what is not known before. */
  | { readonly object: string };

/** What has to be looked at now. For a state object `id` is its key. */
export interface Target {
  readonly source: string;
  readonly id: string;
  /** As listed; null when the index knows the state and the listing no longer shows it. */
  readonly object: StateObject | null;
  /** What this scanner's mark records of it, where that is more than the fingerprint of the object. */
  readonly fingerprint?: string;
}

/** What the index remembers of one version of a state: versions never change, each is read once. */
export interface KnownVersion {
  readonly versionId: string;
  readonly modifiedAt: string;
  readonly serial: number | null;
  readonly lineage: string | null;
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string;
  /** Null where the contents could not be read: an encrypted state. */
  readonly managedInstances: number | null;
}

/** How one scanner last looked at a target. */
export interface ScanMark {
  /** {@link StateObject.fingerprint} it saw, or what the scanner planned in its place. */
  readonly fingerprint: string;
  /** Hash of checks and options it ran under. */
  readonly ruleset: string;
  readonly scannedAt: string;
  /** False when something could not be read: the target is due again. */
  readonly complete: boolean;
  /** Findings that were open after it. */
  readonly open: number;
  /** What the scanner wanted to know again the next time, see {@link Scanner.note}. */
  readonly note?: string;
}

/** What is known of one target. */
export interface TargetMemory {
  readonly id: string;
  /** By scanner name. */
  readonly scans: Readonly<Record<string, ScanMark>>;
  /** The newest time that a scan of it counts from: `versionAt` of its order. Null when it was never scanned. */
  readonly countsFrom: string | null;
  /** Newest first. */
  readonly versions: readonly KnownVersion[];
}

/** What is known of all targets of one source: a sweep plans from listings and this. */
export interface StateIndex {
  get(targetId: string): TargetMemory | undefined;
  all(): Iterable<TargetMemory>;
}

/** The one reading of one version that all scanners share. */
export interface Inspection {
  readonly version: StateVersion;
  /** Of the bytes, hex. */
  readonly sha256: string;
  /** Of the bytes, hex; null where the source has no lock table, the only one who asks. */
  readonly md5: string | null;
  /** Set when the bytes are no readable state document: then there is nothing else. */
  readonly damage: Damage | null;
  readonly metadata: StateMetadata | null;
  /** How far S3 is with replicating the version; null where it replicates nothing. */
  readonly replication: Replication | null;
  /** From asking for the version to the end of its document. */
  readonly milliseconds: number;
  /** What a probe found. @throws Error when the document is damaged or the probe was not asked for: a defect of the caller */
  result<R>(probe: Probe<R>): R;
}

/** All I/O of a scan. Reads each version once, whichever scanner asks first. */
export interface Io {
  source(name: string): Source;
  readonly outside: Outside;
  /** What the index remembers of this target; undefined when it was never scanned. */
  memory(target: Target): TargetMemory | undefined;
  /** What was recorded, oldest first. @throws errors of the store */
  activity(query: ActivityQuery): AsyncIterable<ActivityRecord>;
  /** At most `limit` versions, newest first; asked once per target. @throws SourceError */
  versions(target: Target, limit: number, signal: AbortSignal): Promise<readonly StateVersion[]>;
  /** @throws SourceError when the bytes can't be had; damage is an answer, not an error */
  inspect(target: Target, version: StateVersion, signal: AbortSignal): Promise<Inspection>;
  /** The same for a version that a place of copies holds; of its contents nothing but the summary. @throws SourceError */
  inspectCopy(copy: Copy, version: StateVersion, signal: AbortSignal): Promise<Inspection>;
}

export interface PlanContext {
  readonly now: Date;
  readonly ruleset: string;
  readonly options: unknown;
  readonly outside: Outside;
  /** Whether the source that is planned answers for what belongs to no source: one of an estate does. */
  readonly answers: boolean;
}

export interface CollectContext extends CheckContext<unknown> {
  /** Hash of checks and options that the scanner runs under. */
  readonly ruleset: string;
}

/**
 * A scanner: what it plans, what it reads, what it judges.
 * @typeParam F names and types of its facts
 */
export interface Scanner<F> {
  /** Folder and key in the configuration. */
  readonly name: string;
  /** Default schedule: `5m`, `1h`, `1d`. */
  readonly every: string;
  readonly access: readonly Access[];
  readonly checks: readonly Check<F>[];
  /** Options of collect itself, beside those of the checks. */
  readonly options: Options;
  /** What it asks of a document while it is read. */
  readonly probes: readonly Probe<unknown>[];
  /** Beside {@link probes}, what its options make it ask. */
  probesFor?(options: unknown): readonly Probe<unknown>[];
  /** Beside {@link access}, the calls on what its options name. */
  accessFor?(options: unknown): readonly Access[];
  /** Whether its options give it anything to do: if not, it is not enabled. */
  isConfigured?(options: unknown): boolean;
  plan(source: Source, index: StateIndex, context: PlanContext, signal: AbortSignal): AsyncIterable<Target>;
  collect(target: Target, io: Io, context: CollectContext, signal: AbortSignal): Promise<CollectedAgain<F>>;
  /**
   * What to know again when the target is looked at the next time: kept in its mark. A sweep reads it for every target: no more than a
   * few kilobytes, and nothing of a value. Undefined: what was kept before stays. Pure.
   */
  note?(facts: CollectedAgain<F>): string | undefined;
  /** What the facts say was done or seen, if all were read: recorded before the findings are, so that neither is there without the other. Pure. */
  activity?(target: Target, facts: Collected<F>, context: CheckContext<unknown>): readonly ActivityRecord[];
}

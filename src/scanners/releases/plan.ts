import { createHash } from 'node:crypto';
import { SourceError } from '../../sources/errors.ts';
import type { Source, StateObject } from '../../sources/source.ts';
import { isPlaceDue, repositoryTarget } from '../places.ts';
import type { PlanContext, ScanMark, StateIndex, Target } from '../scanner.ts';
import { goneFingerprint } from '../state-targets.ts';
import { deploymentOf, optionsOf, type ReleaseOptions } from './options.ts';
import { type RefsReading, readRefs } from './refs.ts';
import { isInState } from './told.ts';

const hour = 3_600_000;

/** Some verdicts change with time alone: a release grows old, a window passes. */
const againAfter = 6 * hour;
/** Nobody tells when what stands beside a state changes, or when what was found is mended on a branch. */
const soonAgainAfter = hour;

/** What the mark of a state records that is mapped to nothing any more. */
const unmapped = 'unmapped';

/**
 * A deployed state is looked at when it or the releases of its repository have changed, every hour while it has findings, and every six
 * hours; a repository when its releases have changed, and every hour. A state that somebody works on, or that was written just now, is left for the next run: what is half
 * deployed is neither right nor wrong. So a run in which nothing happened costs the listing and one request for each repository.
 * @throws SourceError when the listing fails, or at the end when a repository or a lock table can't be read: what depends on nothing of
 * it is due all the same
 */
export async function* planReleases(
  source: Source,
  index: StateIndex,
  scanner: string,
  context: PlanContext,
  signal: AbortSignal,
): AsyncGenerator<Target> {
  const settings = optionsOf(context.options);
  const failures: SourceError[] = unknownRepositories(settings);
  const reading = repositoryReader(settings, context, failures, signal);
  const markOf = (id: string) => index.get(id)?.scans[scanner];
  const unlisted = new Map<string, ScanMark>();
  for (const { id, scans } of index.all()) {
    const mark = scans[scanner];
    if (mark !== undefined) unlisted.set(id, mark);
  }
  for (const { name } of context.answers ? settings.repositories : []) {
    const id = repositoryTarget(name);
    unlisted.delete(id);
    const fingerprint = (await reading(name))?.fingerprint;
    if (fingerprint === undefined) continue;
    const mark = markOf(id);
    const isDue = mark === undefined || !mark.complete || mark.fingerprint !== fingerprint;
    if (isDue || isPlaceDue(mark, context)) yield { source: source.name, id, object: null, fingerprint };
  }
  const locked = lockedStates(source, failures, signal);
  for await (const object of source.list(signal)) {
    unlisted.delete(object.key);
    const fingerprint = await fingerprintOf(object, settings, reading);
    if (fingerprint === null || !isDue(object, fingerprint, markOf(object.key), settings, context)) continue;
    if (isAtWork(object, settings, context.now) || (await locked())?.has(object.key) !== false) continue;
    yield { source: source.name, id: object.key, object, fingerprint };
  }
  // A listing that an abort cut short has not shown everything.
  signal.throwIfAborted();
  for (const [id, mark] of unlisted) {
    if (mark.fingerprint !== goneFingerprint || !mark.complete) {
      yield { source: source.name, id, object: null, fingerprint: goneFingerprint };
    }
  }
  const [failure] = failures;
  if (failure !== undefined) throw failure;
}

type RepositoryReader = (name: string) => Promise<RefsReading | undefined>;

/** Reads a repository when it is asked for; undefined where that failed, which is noted once. */
function repositoryReader(
  settings: ReleaseOptions,
  { outside }: PlanContext,
  failures: SourceError[],
  signal: AbortSignal,
): RepositoryReader {
  const failed = new Set<string>();
  return async (name) => {
    const repository = settings.repositories.find((one) => one.name === name);
    if (repository === undefined || failed.has(name)) return undefined;
    try {
      return await readRefs(repository, outside, signal);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      failed.add(name);
      failures.push(error);
      return undefined;
    }
  };
}

function unknownRepositories({ repositories, deployments }: ReleaseOptions): SourceError[] {
  const known = new Set(repositories.map(({ name }) => name));
  const unknown = deployments.map(({ repository }) => repository).filter((name) => !known.has(name));
  return [...new Set(unknown)].map(
    (name) =>
      new SourceError({
        location: 'scanners.releases.deployments',
        failure: 'invalid',
        detail: `there is no repository ${name}`,
        action: 'Name one of scanners.releases.repositories.',
      }),
  );
}

/** Null where nothing can be said of the state for now. */
async function fingerprintOf(
  object: StateObject,
  settings: ReleaseOptions,
  read: RepositoryReader,
): Promise<string | null> {
  const rule = deploymentOf(object.key, settings);
  if (rule === undefined) return unmapped;
  if (object.current === null) return goneFingerprint;
  const reading = await read(rule.repository);
  if (reading === undefined) return null;
  const text = JSON.stringify([object.fingerprint, reading.fingerprint]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function isDue(
  { key }: StateObject,
  fingerprint: string,
  mark: ScanMark | undefined,
  settings: ReleaseOptions,
  { now, ruleset }: PlanContext,
): boolean {
  const isNothing = fingerprint === unmapped || fingerprint === goneFingerprint;
  if (mark === undefined) return !isNothing;
  if (!mark.complete || mark.fingerprint !== fingerprint) return true;
  if (isNothing) return false;
  const isBeside = deploymentOf(key, settings)?.version.some((place) => !isInState(place)) === true;
  const after = isBeside || mark.open > 0 ? soonAgainAfter : againAfter;
  // A minute early: schedules are not exact.
  return mark.ruleset !== ruleset || now.getTime() - Date.parse(mark.scannedAt) >= after - hour / 60;
}

/** Somebody holds the lock file, or the deployment that wrote it may still go on. */
function isAtWork({ current, lock }: StateObject, { graceTime }: ReleaseOptions, now: Date): boolean {
  if (current === null) return false;
  return lock !== null || now.getTime() - current.modifiedAt.getTime() < graceTime;
}

/** Keys of states that the lock table says are held, read when the first state is due; null where that can't be known. */
function lockedStates({ lockTable }: Source, failures: SourceError[], signal: AbortSignal) {
  let reading: Promise<ReadonlySet<string> | null> | undefined;
  async function read(): Promise<ReadonlySet<string> | null> {
    const keys = new Set<string>();
    if (lockTable === null) return keys;
    try {
      for await (const { key, lock } of lockTable.entries(signal)) if (lock !== null) keys.add(key);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SourceError)) throw error;
      // A table that is not there is a finding of the locks scanner, and holds no lock.
      if (error.failure === 'not-found') return keys;
      failures.push(error);
      return null;
    }
    return keys;
  }
  return () => {
    reading ??= read();
    return reading;
  };
}

import type { ActivityRecord } from '../findings/activity.ts';
import type { Source, StateVersion } from '../sources/source.ts';
import type { ReadLimits } from '../state/read-state.ts';
import { idOf } from './choose.ts';
import { RestoreRefusedError, RestoreUnfinishedError, sentenceOf } from './errors.ts';
import { type Holding, heldLocks, holdLocks, type LockLeft, type Restorer, removalOf } from './hold-locks.ts';
import { md5Of, newState, sha256Of } from './new-state.ts';
import type { DigestPlace, NewState, RestorePlace } from './place.ts';
import type { RestorePlan } from './plan.ts';
import { restoreRecord } from './record.ts';
import { lockText } from './restore-lock.ts';
import { readVersion, type VersionReading } from './version-reading.ts';

/** What a restore works with. */
export interface RestoreTools extends Restorer {
  readonly source: Source;
  readonly key: string;
  readonly place: RestorePlace;
  readonly limits: ReadLimits;
  readonly clock: () => Date;
  /** A new id for a lock. */
  readonly newId: () => string;
  /** Of Statewarden: stands in the lock. */
  readonly version: string;
  /** Null where no findings store was named. */
  readonly record: ((record: ActivityRecord) => Promise<void>) | null;
  /** Told before each step. */
  readonly onStep: (step: string) => void;
}

/** What a restore did. */
export interface RestoreResult {
  /** The version that is current now. */
  readonly version: StateVersion;
  readonly serial: number | null;
  readonly sha256: string;
  /** False where an earlier run had written it already, or nothing had to be written. */
  readonly written: boolean;
  /** Whether the locks of a run that died were taken over. */
  readonly takenOver: boolean;
  /** Null where no digest is kept; else the MD5 in the lock table. */
  readonly digest: string | null;
  readonly recorded: boolean;
}

/**
 * Puts the chosen version back. Every step may fail or the process die: run again with the same version it finishes what is left, and
 * writes nothing twice.
 * @param plan that refuses nothing
 * @throws RestoreRefusedError nothing was changed; RestoreUnfinishedError, SourceError: says what was done and what is left
 */
export async function applyRestore(
  plan: RestorePlan,
  tools: RestoreTools,
  signal: AbortSignal,
): Promise<RestoreResult> {
  const { place, onStep, clock, newId, self, version } = tools;
  const locks = await place.locks(signal);
  if (plan.done) {
    const left = await alreadyDone(plan, tools, locks, signal);
    if (left !== null) return left;
  }
  const versionId = idOf(plan.chosen.version);
  const text = lockText({ id: newId(), versionId, process: self, version, created: clock(), path: place.lockPath });
  onStep(`Taking the lock: ${locks.map(({ location }) => location).join(', ')}`);
  const holding = await holdLocks(locks, text, versionId, tools, place.location, signal);
  let result: RestoreResult;
  try {
    result = await underLock(plan, tools, holding, signal);
  } catch (error) {
    const left = await holding.release();
    throw left.length === 0 ? error : withLocksLeft(place.location, error, left);
  }
  onStep('Releasing the lock');
  const left = await holding.release();
  if (left.length > 0) throw withLocksLeft(place.location, null, left);
  return result;
}

/** What there is to tell where neither the state, nor its digest, nor a lock has to be touched; else null. */
async function alreadyDone(
  plan: RestorePlan,
  tools: RestoreTools,
  locks: Awaited<ReturnType<RestorePlace['locks']>>,
  signal: AbortSignal,
): Promise<RestoreResult | null> {
  if (plan.current === null || (await heldLocks(locks, signal)).length > 0) return null;
  const digest = await tools.place.digest(signal);
  const md5 = digest === null ? null : await md5Of(tools.source, plan.current.version, signal);
  if (digest !== null && (await digest.read(signal)) !== md5) return null;
  return await finished(plan, tools, plan.current, { written: false, takenOver: false, digest: md5 });
}

async function underLock(
  plan: RestorePlan,
  tools: RestoreTools,
  { since, takenOver }: Holding,
  signal: AbortSignal,
): Promise<RestoreResult> {
  const { place, source, onStep } = tools;
  const before = await currentVersion(tools, signal);
  if ((before?.versionId ?? null) !== (plan.current?.version.versionId ?? null)) throw changedMeanwhile(place.location);
  const state = plan.done ? null : await newState(plan, source, signal);
  if (state !== null) {
    onStep(`Writing ${state.bytes.toLocaleString('en-US')} bytes: ${place.location}`);
    // What deletes a state leaves nothing that a write could come after.
    const current = before === null || before.deleted ? null : before;
    await write(state, { current, startedAt: since }, tools, signal);
  }
  // From here on, stopping would leave more to do than going on.
  const steady = new AbortController().signal;
  onStep('Reading it back');
  const now = await readBack(tools, state?.sha256 ?? sha256Of(plan.current), steady);
  const digest = await place.digest(steady);
  const md5 = digest === null ? null : (state?.md5 ?? (await md5Of(source, now.version, steady)));
  if (digest !== null && md5 !== null) await setDigest(digest, md5, tools, steady);
  return await finished(plan, tools, now, { written: state !== null, takenOver, digest: md5 });
}

async function currentVersion({ source, key }: RestoreTools, signal: AbortSignal): Promise<StateVersion | null> {
  const [newest] = await source.versions(key, 1, signal);
  // In a folder the newest may be a backup.
  return newest !== undefined && newest.path === key ? newest : null;
}

/** An answer that was lost says nothing of the write: what is there then, does. */
async function write(
  state: NewState,
  after: Parameters<RestorePlace['put']>[1],
  tools: RestoreTools,
  signal: AbortSignal,
): Promise<void> {
  const { place } = tools;
  try {
    if (await place.put(state, after, signal)) return;
  } catch (error) {
    if (await isThere(state, tools)) return;
    throw error;
  }
  if (!(await isThere(state, tools))) throw changedMeanwhile(place.location);
}

async function isThere({ sha256, bytes }: NewState, tools: RestoreTools): Promise<boolean> {
  const { signal } = new AbortController();
  const now = await currentVersion(tools, signal);
  if (now === null || now.deleted || now.bytes !== bytes) return false;
  return sha256Of(await readVersion(tools.source, now, tools.limits, signal)) === sha256;
}

/** @throws RestoreUnfinishedError when the current version is not what was written */
async function readBack(tools: RestoreTools, sha256: string | null, signal: AbortSignal): Promise<VersionReading> {
  const { place, source, limits } = tools;
  const version = await currentVersion(tools, signal);
  const reading = version === null ? null : await readVersion(source, version, limits, signal);
  if (reading?.status === 'unreadable') throw reading.error;
  if (reading !== null && sha256Of(reading) === sha256) return reading;
  throw new RestoreUnfinishedError({
    location: place.location,
    detail: 'what is there now is not what was written: somebody writes this state without taking its lock',
    action: 'Find out who does and stop them. Then look at the versions again, and restore again.',
  });
}

async function setDigest(digest: DigestPlace, md5: string, { onStep }: RestoreTools, signal: AbortSignal) {
  if ((await digest.read(signal)) === md5) return;
  onStep(`Setting the digest: ${digest.location}`);
  await digest.write(md5, signal);
  if ((await digest.read(signal)) === md5) return;
  throw new RestoreUnfinishedError({
    location: digest.location,
    detail: 'the state is restored, but its digest was overwritten by somebody who does not take its lock',
    action: 'Find out who does and stop them. Then run the same command again.',
  });
}

/** Records what was done: the same record, however often and by whichever run. */
async function finished(
  plan: RestorePlan,
  { source, key, self, record }: RestoreTools,
  now: VersionReading,
  outcome: Pick<RestoreResult, 'written' | 'takenOver' | 'digest'>,
): Promise<RestoreResult> {
  const sha256 = sha256Of(now) ?? '';
  const serial = now.status === 'sound' || now.status === 'encrypted' ? now.metadata.serial : null;
  const isRestore = now.version.versionId !== plan.chosen.version.versionId;
  if (record !== null && isRestore) {
    await record(restoreRecord({ plan, now: now.version, serial, sha256, source: source.name, key, by: self.who }));
  }
  return { version: now.version, serial, sha256, ...outcome, recorded: record !== null && isRestore };
}

function changedMeanwhile(location: string): RestoreRefusedError {
  return new RestoreRefusedError({
    location,
    detail: 'the state was written since it was looked at, so nothing was put back',
    action: 'Look at the versions again: somebody may have repaired it already.',
  });
}

function withLocksLeft(location: string, error: unknown, left: readonly LockLeft[]): RestoreUnfinishedError {
  const reasons = left.map(({ location: where, reason }) => `${where} (${reason})`).join(', ');
  const before = error === null ? 'the state is restored' : sentenceOf(error);
  const detail = `${before}; its lock could not be released: ${reasons}`;
  return new RestoreUnfinishedError({ location, detail, action: removalOf(left) }, { cause: error });
}

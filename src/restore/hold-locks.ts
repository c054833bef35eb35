import { RestoreRefusedError, RestoreUnfinishedError, sentenceOf } from './errors.ts';
import type { LockPlace } from './place.ts';
import { type HeldLock, holderOf, isOwnCrash, type RestoreProcess } from './restore-lock.ts';

/** Who restores, and how it is known which processes still run. */
export interface Restorer {
  readonly self: RestoreProcess;
  isRunning(process: Pick<RestoreProcess, 'pid' | 'startedAt'>): boolean;
}

/** The locks of a state while a restore holds them. */
export interface Holding {
  /** As the lock says it: in a run that finishes what another began, that of the other. */
  readonly since: Date;
  /** Whether the locks were left behind by a run of the same restore that died. */
  readonly takenOver: boolean;
  /** Releases them. @returns what could not be released, and why */
  release(): Promise<readonly LockLeft[]>;
}

/** A lock that is still there although the restore is over. */
export interface LockLeft {
  readonly location: string;
  readonly reason: string;
  /** What takes it away. */
  readonly removal: string;
}

/** Who holds which locks of a state. */
export async function heldLocks(places: readonly LockPlace[], signal: AbortSignal): Promise<readonly HeldLock[]> {
  const held: HeldLock[] = [];
  for (const { location, removal, read } of places) {
    const text = await read(signal);
    if (text !== null) held.push({ location, removal, text });
  }
  return held;
}

/**
 * Takes all locks in their order, or none. A lock that a run of the same restore left behind when it died is taken over.
 * @param own text of a new lock
 * @param versionId of the version that is put back
 * @throws RestoreRefusedError where somebody holds one
 */
export async function holdLocks(
  places: readonly LockPlace[],
  own: string,
  versionId: string,
  restorer: Restorer,
  location: string,
  signal: AbortSignal,
): Promise<Holding> {
  const left = await heldLocks(places, signal);
  const [first] = left;
  for (const lock of left) {
    ensureOwn(lock, versionId, restorer, location);
    if (lock.text !== first?.text) throw lockedBy(lock, location);
  }
  const text = first?.text ?? own;
  const held = new Set(left.map((lock) => lock.location));
  try {
    for (const place of places) {
      if (!held.has(place.location)) await takeOne(place, text, location, signal);
    }
  } catch (error) {
    // Those of a run that died stay: whoever finishes it finds them.
    const rest = await releaseAll(text === own ? places : [], text);
    if (rest.length === 0) throw error;
    throw new RestoreUnfinishedError(
      { location, detail: sentenceOf(error), action: removalOf(rest) },
      { cause: error },
    );
  }
  return {
    since: new Date(holderOf(text).created ?? Number.NaN),
    takenOver: left.length > 0,
    release: () => releaseAll(places, text),
  };
}

/** @throws RestoreRefusedError where somebody was faster */
async function takeOne(place: LockPlace, wanted: string, location: string, signal: AbortSignal): Promise<void> {
  if (await place.take(wanted, signal)) return;
  const text = await place.read(signal);
  // The answer to an earlier try of the same request may have been lost.
  if (text !== null && holderOf(text).id === holderOf(wanted).id) return;
  throw lockedBy({ location: place.location, removal: place.removal, text: text ?? '' }, location);
}

/** Releases what can be released, also where a part of it fails. */
async function releaseAll(places: readonly LockPlace[], text: string): Promise<readonly LockLeft[]> {
  // Whoever stops a restore wants its locks back.
  const { signal } = new AbortController();
  const left: LockLeft[] = [];
  for (const { location, removal, release } of places) {
    try {
      await release(text, signal);
    } catch (error) {
      left.push({ location, removal, reason: sentenceOf(error) });
    }
  }
  return left;
}

/** What to do about locks that are left. */
export function removalOf(left: readonly LockLeft[]): string {
  const commands = left.map(({ removal }) => `\`${removal}\``).join(' and ');
  return `The lock of this restore is left. Run the same command again: it takes the lock over and releases it. If that is refused: ${commands}.`;
}

/** @throws RestoreRefusedError unless a run of the same restore left the lock behind when it died */
function ensureOwn(lock: HeldLock, versionId: string, { self, isRunning }: Restorer, location: string): void {
  const holder = holderOf(lock.text);
  if (!isOwnCrash(holder, self, isRunning)) throw lockedBy(lock, location);
  if (holder.restore?.versionId === versionId) return;
  throw new RestoreRefusedError({
    location,
    detail: `an earlier restore of version ${holder.restore?.versionId} died half-way, and left its lock`,
    action: `Finish it first: the same command with --version '${holder.restore?.versionId}'. Then restore the other version.`,
  });
}

/** Says who holds a lock, since when, and what to do about it. */
export function lockedBy(lock: HeldLock, location: string): RestoreRefusedError {
  const { id, who, operation, created, restore } = holderOf(lock.text);
  const holder = `${who ?? 'somebody unknown'}${operation === null ? '' : ` (${operation})`}`;
  const since = created === null ? '' : ` since ${created}`;
  const isRemote = !lock.removal.startsWith('rm ');
  const release =
    id !== null && isRemote
      ? `\`terraform force-unlock ${id}\` in the directory of the state (or \`${lock.removal}\`)`
      : `\`${lock.removal}\``;
  const wait =
    restore === null
      ? 'Wait until that run is over.'
      : `That is a restore (process ${restore.process.pid}): wait until it is over.`;
  return new RestoreRefusedError({
    location,
    detail: `the state is locked by ${holder}${since}: ${lock.location}`,
    action: `${wait} If its process or job is dead for sure: ${release}, and run the same command again.`,
  });
}

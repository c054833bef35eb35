import { SourceError } from '../../sources/errors.ts';
import type { Source, StateObject, TableEntry } from '../../sources/source.ts';
import { bucketTarget, isPlaceDue, placeFingerprint, tableTarget } from '../places.ts';
import type { PlanContext, ScanMark, StateIndex, Target } from '../scanner.ts';
import { graceMilliseconds } from './digest-grace.ts';
import { lockFingerprint, whatWasSeen } from './fingerprint.ts';

/** Some verdicts change with time alone, such as how often a state was locked of late. */
const openAgainAfter = 24 * 3_600_000;

/**
 * A lock is looked at in every run, because it ages while nothing changes. A state that nobody locks is looked at when it, its digest
 * or its locks have changed: so a run over an estate at rest costs its listing and the pages of its lock tables, and nothing more.
 * @throws SourceError when the listing fails, or at the end when a lock table can't be read: the locks in the bucket are due all the same
 */
export async function* planLocks(
  source: Source,
  index: StateIndex,
  scanner: string,
  context: PlanContext,
  signal: AbortSignal,
): AsyncGenerator<Target> {
  const markOf = (id: string) => index.get(id)?.scans[scanner];
  for (const id of placesOf(source)) {
    if (isPlaceDue(markOf(id), context)) yield { source: source.name, id, object: null, fingerprint: placeFingerprint };
  }
  const { entries, failure } = await entriesOf(source, signal);
  const unlisted = new Set<string>(entries.keys());
  for (const { id, scans } of index.all()) if (scans[scanner] !== undefined) unlisted.add(id);
  for (const id of placesOf(source)) unlisted.delete(id);

  const due = function* (id: string, object: StateObject | null): Generator<Target> {
    const mark = markOf(id);
    const entry = entries.get(id) ?? null;
    const fingerprint = lockFingerprint({ object, entry }, mark?.fingerprint, context.now);
    if (isDue({ object, entry, fingerprint }, mark, context)) yield { source: source.name, id, object, fingerprint };
  };
  for await (const object of source.list(signal)) {
    unlisted.delete(object.key);
    // Without the table nothing can be said of a state but of the lock beside it.
    if (failure === null || object.lock !== null) yield* due(object.key, object);
  }
  // A listing that an abort cut short has not shown everything.
  signal.throwIfAborted();
  if (failure !== null) throw failure;
  for (const id of unlisted) yield* due(id, null);
}

interface Listed {
  readonly object: StateObject | null;
  readonly entry: TableEntry | null;
  readonly fingerprint: string;
}

function isDue({ object, entry, fingerprint }: Listed, mark: ScanMark | undefined, { now, ruleset }: PlanContext) {
  const isHeld = (object !== null && object.lock !== null) || (entry !== null && entry.lock !== null);
  if (isHeld) return true;
  if (mark === undefined) return (object !== null && object.current !== null) || entry !== null;
  const scannedAt = Date.parse(mark.scannedAt);
  return (
    !mark.complete ||
    whatWasSeen(mark.fingerprint) !== whatWasSeen(fingerprint) ||
    (object !== null && mark.ruleset !== ruleset) ||
    (mark.open > 0 && now.getTime() - scannedAt > openAgainAfter) ||
    wasTooEarly(object, entry, scannedAt, now)
  );
}

/** The last look was while the digest could still come: a state is written first, its digest a moment later. */
function wasTooEarly(object: StateObject | null, entry: TableEntry | null, scannedAt: number, now: Date): boolean {
  if (object === null || object.current === null || entry === null) return false;
  const settled = object.current.modifiedAt.getTime() + graceMilliseconds;
  return scannedAt <= settled && settled < now.getTime();
}

function placesOf({ location, lockTable, kind }: Source): readonly string[] {
  if (kind === 'folder') return [];
  return [bucketTarget(location), ...(lockTable?.answers === true ? [tableTarget(lockTable.name)] : [])];
}

async function entriesOf({ lockTable }: Source, signal: AbortSignal) {
  const entries = new Map<string, TableEntry>();
  if (lockTable === null) return { entries, failure: null };
  try {
    for await (const entry of lockTable.entries(signal)) {
      if (entry.lock !== null || entry.digest !== null) entries.set(entry.key, entry);
    }
    return { entries, failure: null };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof SourceError)) throw error;
    // A table that is not there is a finding of its own.
    return { entries, failure: error.failure === 'not-found' ? null : error };
  }
}

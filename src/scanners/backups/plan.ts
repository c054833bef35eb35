import { createHash } from 'node:crypto';
import type { Source, StateObject } from '../../sources/source.ts';
import { bucketTarget, isPlaceDue, placeFingerprint } from '../places.ts';
import type { PlanContext, ScanMark, StateIndex, Target } from '../scanner.ts';
import { fingerprintOf, isErroredState, needsLook, targetsWhere } from '../state-targets.ts';
import { backups, collectOptions } from './options.ts';

const hour = 3_600_000;

/** A state that was lost is looked at again each day: it may be back, or its loss old news. */
const lostAgainAfter = 24 * hour;

/**
 * States that changed, whose copies are due since, whose drill is due; states that are gone; and every hour the bucket.
 * @throws SourceError when the listing fails
 */
export async function* planBackups(
  source: Source,
  index: StateIndex,
  context: PlanContext,
  signal: AbortSignal,
): AsyncGenerator<Target> {
  const place = source.bucket === null ? null : bucketTarget(source.location);
  if (place !== null && isPlaceDue(index.get(place)?.scans[backups], context)) {
    yield { source: source.name, id: place, object: null, fingerprint: placeFingerprint };
  }
  const { drillEvery } = collectOptions.parse(context.options);
  const targets = targetsWhere(source, index, backups, signal, (object, mark) => {
    if (mark === undefined || object === null || object.current === null) {
      const isLost = object === null && mark !== undefined && mark.open > 0;
      return (isLost && age(mark, context) > lostAgainAfter) || needsLook(object, mark, context.ruleset);
    }
    const seen = { ...object, fingerprint: fingerprintWithCopies(source, object, context.now) };
    if (needsLook(seen, mark, context.ruleset)) return true;
    // A copy that comes late changes nothing that a listing of the source shows.
    const waitsForCopy = source.copies.length > 0 && mark.open > 0;
    const again = drillAfter(object.key, drillEvery);
    return age(mark, context) >= (waitsForCopy ? Math.min(hour - hour / 60, again) : again);
  });
  for await (const target of targets) {
    // What a failed run left behind is never overwritten: it has no earlier version to keep.
    if (isErroredState(target.id) || target.id === place) continue;
    const { object } = target;
    yield object === null || object.current === null
      ? target
      : { ...target, fingerprint: fingerprintWithCopies(source, object, context.now) };
  }
}

function age({ scannedAt }: ScanMark, { now }: PlanContext): number {
  return now.getTime() - Date.parse(scannedAt);
}

/**
 * Changes when the state does, and once more for each copy that should have followed since: so a change costs one look when it
 * happens and one when its copies are due.
 */
function fingerprintWithCopies({ copies }: Source, object: StateObject, now: Date): string {
  const age = now.getTime() - (object.current?.modifiedAt.getTime() ?? 0);
  const due = copies.filter(({ maximumAge }) => age > maximumAge).length;
  return due === 0 ? fingerprintOf({ object }) : `${fingerprintOf({ object })}+${due}`;
}

/** Between half of the interval and all of it, by the key: states that were first seen together are not all drilled together. */
function drillAfter(key: string, every: number): number {
  const share = createHash('sha256').update(key).digest().readUInt16BE(0) / 0xffff;
  return every * (0.5 + share / 2);
}

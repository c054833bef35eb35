import type { Source } from '../../sources/source.ts';
import { bucketTarget, isPlaceDue, placeFingerprint } from '../places.ts';
import type { PlanContext, StateIndex, Target } from '../scanner.ts';
import { isErroredState, needsLook, targetsWhere } from '../state-targets.ts';

/** A state that was lost is looked at again each day: it may be back, or its loss old news. */
const lostAgainAfter = 24 * 3_600_000;

/** States that changed, states that are gone, and every hour the bucket. @throws SourceError when the listing fails */
export async function* planBackups(
  source: Source,
  index: StateIndex,
  scanner: string,
  context: PlanContext,
  signal: AbortSignal,
): AsyncGenerator<Target> {
  const place = source.bucket === null ? null : bucketTarget(source.location);
  if (place !== null && isPlaceDue(index.get(place)?.scans[scanner], context)) {
    yield { source: source.name, id: place, object: null, fingerprint: placeFingerprint };
  }
  const targets = targetsWhere(source, index, scanner, signal, (object, mark) => {
    const isLost = object === null && mark !== undefined && mark.open > 0;
    const again = isLost && context.now.getTime() - Date.parse(mark.scannedAt) > lostAgainAfter;
    return again || needsLook(object, mark, context.ruleset);
  });
  for await (const target of targets) {
    // What a failed run left behind is never overwritten: it has no earlier version to keep.
    if (!isErroredState(target.id) && target.id !== place) yield target;
  }
}

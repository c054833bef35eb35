import type { Source, StateObject } from '../sources/source.ts';
import type { PlanContext, ScanMark, StateIndex, Target } from './scanner.ts';

/** Fingerprint of a target that is no longer there: recorded once, so that its disappearance is looked at once. */
export const goneFingerprint = 'gone';

/** What a scan's mark records of a target, to be held against the next listing. */
export function fingerprintOf({ object, fingerprint }: Pick<Target, 'object' | 'fingerprint'>): string {
  return fingerprint ?? object?.fingerprint ?? goneFingerprint;
}

/** Whether a key is a snapshot that a failed run left behind: no state in use. Source: hashicorp/terraform internal/backend/local/backend_apply.go `backupStateForError`. */
export function isErroredState(key: string): boolean {
  return key.slice(key.lastIndexOf('/') + 1) === 'errored.tfstate';
}

/**
 * Plans for scanners that judge the state itself: each listed object that the scanner has not yet seen as it is now
 * (never, not completely, another fingerprint, or under other rules), and, once the whole listing is through, each target
 * that it judged before and that is gone.
 * @param scanner name of the scanner, as in its marks
 * @throws SourceError when the listing fails: then nothing is taken for gone
 */
export function changedTargets(
  source: Source,
  index: StateIndex,
  scanner: string,
  context: PlanContext,
  signal: AbortSignal,
): AsyncGenerator<Target> {
  return targetsWhere(source, index, scanner, signal, (object, mark) => needsLook(object, mark, context.ruleset));
}

/** Whether a scanner that judges the state itself has not yet seen it as it is now. */
export function needsLook(object: StateObject | null, mark: ScanMark | undefined, ruleset: string): boolean {
  // Where no state was ever seen, there is nothing to judge and nothing to resolve.
  if (mark === undefined) return object !== null && object.current !== null;
  if (!mark.complete || mark.fingerprint !== fingerprintOf({ object })) return true;
  return object !== null && mark.ruleset !== ruleset;
}

/**
 * Plans whatever a scanner wants to look at, among the listed objects and, once the whole listing is through, among the
 * targets that it judged before and that are gone.
 * @param isDue told what the listing shows (null: gone) and how the scanner last looked at it (undefined: never)
 * @throws SourceError when the listing fails: then nothing is taken for gone
 */
export async function* targetsWhere(
  source: Source,
  index: StateIndex,
  scanner: string,
  signal: AbortSignal,
  isDue: (object: StateObject | null, mark: ScanMark | undefined) => boolean,
): AsyncGenerator<Target> {
  const unlisted = new Map<string, ScanMark>();
  for (const memory of index.all()) {
    const mark = memory.scans[scanner];
    if (mark !== undefined) unlisted.set(memory.id, mark);
  }
  for await (const object of source.list(signal)) {
    const mark = unlisted.get(object.key);
    unlisted.delete(object.key);
    if (isDue(object, mark)) yield { source: source.name, id: object.key, object };
  }
  // A listing that an abort cut short has not shown everything.
  signal.throwIfAborted();
  for (const [id, mark] of unlisted) {
    if (isDue(null, mark)) yield { source: source.name, id, object: null };
  }
}

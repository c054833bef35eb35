import type { Copy } from '../../sources/copy.ts';
import type { Inspection, Io, KnownVersion, Target } from '../scanner.ts';
import { readBack } from './drills.ts';
import type { StateCopy } from './facts.ts';

/** Reads the newest copy of a state in each place that has to hold one. @throws SourceError */
export async function readCopies(
  target: Target,
  current: Inspection,
  io: Io,
  signal: AbortSignal,
): Promise<readonly StateCopy[]> {
  return await Promise.all(io.source(target.source).copies.map((copy) => readCopy(target, current, copy, io, signal)));
}

async function readCopy(
  target: Target,
  current: Inspection,
  copy: Copy,
  io: Io,
  signal: AbortSignal,
): Promise<StateCopy> {
  const { location, maximumAge } = copy;
  const found = await copy.find(target.id, signal);
  const versions = io.memory(target)?.versions ?? [];
  if (found === null) {
    const since = behindSince(current, versions, undefined, null);
    return { location, maximumAge, drill: null, isSame: false, recoveryPoint: null, behindSince: since };
  }
  const inspection = await io.inspectCopy(copy, found, signal);
  const isSame = inspection.sha256 === current.sha256;
  const copied = versions.find(({ sha256 }) => sha256 === inspection.sha256);
  return {
    location,
    maximumAge,
    drill: readBack(found, inspection),
    isSame,
    recoveryPoint: isSame ? current.version.modifiedAt.toISOString() : (copied?.modifiedAt ?? null),
    behindSince: isSame ? null : behindSince(current, versions, copied, inspection.metadata?.serial ?? null),
  };
}

/**
 * The time of the oldest known version that the copy lacks: of those after the one whose bytes it holds, else of those with a serial
 * above its own. Times and serials of versions alone: the clock of a job that copies tells nothing.
 */
function behindSince(
  current: Inspection,
  versions: readonly KnownVersion[],
  copied: KnownVersion | undefined,
  serial: number | null,
): string | null {
  const lacking = versions.filter((version) =>
    copied === undefined
      ? serial === null || (version.serial !== null && version.serial > serial)
      : version.modifiedAt > copied.modifiedAt,
  );
  const times = [current.version.modifiedAt.toISOString(), ...lacking.map(({ modifiedAt }) => modifiedAt)].sort();
  return times[0] ?? null;
}

import { SourceError } from '../sources/errors.ts';
import type { StateVersion } from '../sources/source.ts';
import type { Io, Target } from './scanner.ts';

/** How many versions of a state one scan lists. One number for all scanners, because {@link Io.versions} asks once. */
export const listedVersions = 20;

/**
 * The versions before the current one that can still be had, newest first: the first is the one to restore.
 * @param current the version that the listing showed
 * @throws SourceError when the versions can't be listed, or the current one was replaced meanwhile
 */
export async function earlierVersions(
  target: Target,
  current: StateVersion,
  io: Io,
  signal: AbortSignal,
): Promise<readonly StateVersion[]> {
  const versions = await io.versions(target, listedVersions, signal);
  const index = versions.findIndex((version) => version.versionId === current.versionId);
  if (index < 0) throw replacedMeanwhile(current);
  return versions.slice(index + 1).filter((version) => !version.deleted);
}

/** @param current the version that the listing showed, and that is no longer among the versions */
export function replacedMeanwhile(current: StateVersion): SourceError {
  return new SourceError({
    location: current.path,
    failure: 'gone',
    detail: 'the state was replaced while it was scanned',
    action: 'Nothing has to be done: the next scan reads the new version.',
  });
}

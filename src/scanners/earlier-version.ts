import { SourceError } from '../sources/errors.ts';
import type { StateVersion } from '../sources/source.ts';
import type { Io, Target } from './scanner.ts';

/** How many versions of a state one scan lists. One number for all scanners, because {@link Io.versions} asks once. */
const listedVersions = 20;

/**
 * The version that would be restored first: the newest one before the current, delete markers left out.
 * @param current the version that the listing showed
 * @returns null when no earlier version is kept
 * @throws SourceError when the versions can't be listed, or the current one was replaced meanwhile
 */
export async function newestEarlierVersion(
  target: Target,
  current: StateVersion,
  io: Io,
  signal: AbortSignal,
): Promise<StateVersion | null> {
  const versions = await io.versions(target, listedVersions, signal);
  const index = versions.findIndex(
    (version) => version.path === current.path && version.versionId === current.versionId,
  );
  if (index < 0) {
    throw new SourceError({
      location: current.path,
      failure: 'gone',
      detail: 'the state was replaced while it was scanned',
      action: 'Nothing has to be done: the next scan reads the new version.',
    });
  }
  return versions.slice(index + 1).find((version) => !version.deleted) ?? null;
}

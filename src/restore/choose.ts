import type { StateVersion } from '../sources/source.ts';
import { RestoreRefusedError } from './errors.ts';
import type { VersionHead } from './version-reading.ts';

/**
 * What people call a version by: what S3 calls it, or the path of a file below the folder. An object that was written without versioning
 * is `null`, as in S3's own commands.
 */
export function idOf({ s3VersionId, path, versionId, etag, deleted }: StateVersion): string {
  if (s3VersionId !== undefined) return s3VersionId;
  return etag === null && !deleted ? path : versionId;
}

/** The command that lists the versions of a state. */
export interface Listing {
  readonly location: string;
  readonly command: string;
}

/** @throws RestoreRefusedError where no version has that id, or it is a deletion */
export function versionWithId(versions: readonly StateVersion[], id: string, listing: Listing): StateVersion {
  const found = versions.find((version) => idOf(version) === id || version.versionId === id);
  if (found === undefined) {
    throw new RestoreRefusedError({
      location: listing.location,
      detail: `no version ${id} is kept`,
      action: `\`${listing.command}\` lists those that are.`,
    });
  }
  if (!found.deleted) return found;
  throw new RestoreRefusedError({
    location: listing.location,
    detail: `version ${id} is the deletion of the state, there is nothing to put back`,
    action: `Choose the version before it: \`${listing.command}\` lists them.`,
  });
}

/**
 * The newest version with a serial.
 * @param heads of the versions, newest first
 * @param current id of the version that is there: putting it back would change nothing
 * @throws RestoreRefusedError where none has it, or several that differ
 */
export function versionWithSerial(
  heads: readonly VersionHead[],
  serial: number,
  current: string | null,
  { location, command }: Listing,
): StateVersion {
  const found = heads.filter((head) => head.serial === serial);
  const earlier = found.filter(({ version }) => version.versionId !== current);
  const [first, ...others] = (earlier.length > 0 ? earlier : found).map(({ version }) => version);
  if (first === undefined) {
    throw new RestoreRefusedError({
      location,
      detail: `no version with serial ${serial} was found among the newest ${heads.length}`,
      action: `\`${command}\` lists them; an older or unreadable one is named with --version.`,
    });
  }
  // One content that was written twice is one choice.
  const different = others.filter((other) => other.etag === null || other.etag !== first.etag);
  if (different.length === 0) return first;
  const ids = [first, ...different].map(idOf).join(', ');
  throw new RestoreRefusedError({
    location,
    detail: `several versions have serial ${serial}: ${ids}`,
    action: 'Say which one with --version.',
  });
}

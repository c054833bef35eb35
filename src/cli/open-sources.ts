import { stat } from 'node:fs/promises';
import type { Configuration } from '../config/configuration.ts';
import type { SourceSettings } from '../config/source-settings.ts';
import { openEstate, parseLocation } from '../sources/open-source.ts';
import type { Source } from '../sources/source.ts';
import { NothingToScanError, UnknownPlaceError } from './errors.ts';
import type { Session } from './session.ts';

/**
 * Opens what has to be scanned.
 * @param places as typed; the sources of the configuration when empty
 * @throws NothingToScanError, UnknownPlaceError, and SourceError for an address that is none
 */
export async function openSources(
  places: readonly string[],
  configuration: Configuration,
  { environment }: Pick<Session, 'environment'>,
): Promise<readonly Source[]> {
  const settings = places.length === 0 ? configuration.sources : await typedSources(places);
  if (settings.length === 0) throw new NothingToScanError();
  return openEstate(settings, environment);
}

/** A place that is typed twice is scanned once. */
async function typedSources(places: readonly string[]): Promise<readonly SourceSettings[]> {
  const byName = new Map<string, SourceSettings>();
  for (const place of places) {
    const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(place)?.[1];
    if (scheme !== undefined && scheme !== 's3') throw new UnknownPlaceError(place, 'states are read from s3://');
    const source = parseLocation(place, process.cwd());
    if ('folder' in source) await ensureThere(source.folder, place);
    byName.set(source.name, source);
  }
  return [...byName.values()];
}

/** A typing error is told before the scan, not as a place that could not be read. */
async function ensureThere(path: string, place: string): Promise<void> {
  await stat(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT' && cause.code !== 'ENOTDIR') return;
    throw new UnknownPlaceError(place, 'there is no such file or folder', { cause });
  });
}

import { createHash } from 'node:crypto';
import { RepositoryError } from '../../git/errors.ts';
import type { GitRef, Repository, RepositoryRefs } from '../../git/repository.ts';
import { SourceError } from '../../sources/errors.ts';
import type { Outside } from '../outside.ts';
import type { ReleasesRepository } from './options.ts';

/** The tags and branches of a repository as one run sees them. */
export interface RefsReading {
  readonly repository: Repository;
  readonly refs: RepositoryRefs;
  /** Changes whenever a tag or a branch does. */
  readonly fingerprint: string;
  /** Tags by their names without `refs/tags/`. */
  readonly tags: ReadonlyMap<string, GitRef>;
}

const readings = new WeakMap<Outside, WeakMap<AbortSignal, Map<string, Promise<RefsReading>>>>();

/**
 * Reads tags and branches, once for each repository and run, whichever source asks first.
 * @throws SourceError
 */
export function readRefs(settings: ReleasesRepository, outside: Outside, signal: AbortSignal): Promise<RefsReading> {
  const ofOutside = readings.get(outside) ?? new WeakMap<AbortSignal, Map<string, Promise<RefsReading>>>();
  readings.set(outside, ofOutside);
  const ofRun = ofOutside.get(signal) ?? new Map<string, Promise<RefsReading>>();
  ofOutside.set(signal, ofRun);
  const reading = ofRun.get(settings.name) ?? asked(() => read(settings, outside, signal), signal);
  ofRun.set(settings.name, reading);
  return reading;
}

async function read(settings: ReleasesRepository, outside: Outside, signal: AbortSignal): Promise<RefsReading> {
  const repository = await outside.repository(settings);
  const refs = await repository.refs(signal);
  const hash = createHash('sha256');
  for (const { name, oid } of [...refs.tags, ...refs.branches]) hash.update(`${oid} ${name}\0`);
  const tags = new Map(refs.tags.map((ref) => [ref.name.slice('refs/tags/'.length), ref]));
  return { repository, refs, fingerprint: hash.digest('hex').slice(0, 16), tags };
}

/** Asks a repository; its trouble becomes the trouble of a source, which every step of a scan knows. @throws SourceError */
export async function asked<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof RepositoryError)) throw error;
    const { location, failure, detail, action, permission } = error;
    throw new SourceError(
      {
        location,
        failure: failure === 'expired' ? 'denied' : failure === 'timeout' ? 'unavailable' : failure,
        detail,
        action,
        ...(permission === null ? {} : { permission }),
      },
      { cause: error },
    );
  }
}

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
  /** Changes whenever a release, or the mark of one, does: branches move all day. */
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
  const tags = new Map(refs.tags.map((ref) => [ref.name.slice('refs/tags/'.length), ref]));
  const patterns = [settings.tagPattern, ...(settings.verifiedTag === undefined ? [] : [settings.verifiedTag])];
  const hash = createHash('sha256');
  for (const [tag, { oid }] of tags) {
    const isOurs = patterns.some((pattern) => matchesPattern(tag, pattern));
    if (isOurs) hash.update(`${oid} ${tag}\0`);
  }
  return { repository, refs, fingerprint: hash.digest('hex').slice(0, 16), tags };
}

/** Here the star of `verified/*` stands for a whole tag, which may hold `/`. */
function matchesPattern(tag: string, pattern: string): boolean {
  const [before = '', after = ''] = pattern.split('*');
  return tag.length > before.length + after.length && tag.startsWith(before) && tag.endsWith(after);
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

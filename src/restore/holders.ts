import pMap from 'p-map';
import { SourceError } from '../sources/errors.ts';
import { longestLock, type Source, type StateVersion } from '../sources/source.ts';
import { holderOf } from './restore-lock.ts';

/** Who held the lock while a version was written, as far as the kept versions of the lock file tell. */
export interface VersionHolders {
  /** `who (operation)`, by `versionId`. */
  readonly byVersion: ReadonlyMap<string, string>;
  /** Why none could be told, though there may be some. */
  readonly error: SourceError | null;
}

/** Two for each lock that was taken and released. */
const lockVersions = 400;
const readAtOnce = 8;
/** Clocks of S3 tell seconds. */
const slack = 2000;

/**
 * Looks for the lock under which each version was written.
 * @param versions the ones that are asked for
 */
export async function holdersOf(
  source: Source,
  key: string,
  versions: readonly StateVersion[],
  signal: AbortSignal,
): Promise<VersionHolders> {
  const byVersion = new Map<string, string>();
  try {
    const locks = (await source.lockVersions(key, lockVersions, signal)) ?? [];
    const told = new Map<string, Promise<string | null>>();
    await pMap(
      versions,
      async (version) => {
        const lock = lockAt(locks, version.modifiedAt);
        if (lock === undefined) return;
        const reading = told.get(lock.versionId) ?? readHolder(source, lock, signal);
        told.set(lock.versionId, reading);
        const holder = await reading;
        if (holder !== null) byVersion.set(version.versionId, holder);
      },
      { concurrency: readAtOnce },
    );
    return { byVersion, error: null };
  } catch (error) {
    if (error instanceof SourceError) return { byVersion, error };
    throw error;
  }
}

/** The lock that was held at a time. @param locks newest first, the marker of a release before its lock */
function lockAt(locks: readonly StateVersion[], time: Date): StateVersion | undefined {
  let end: number | null = null;
  for (const lock of locks) {
    const start = lock.modifiedAt.getTime();
    const isWithin = start - slack <= time.getTime() && (end === null || time.getTime() <= end + slack);
    if (!lock.deleted && isWithin) return lock;
    end = start;
  }
  return undefined;
}

async function readHolder(source: Source, lock: StateVersion, signal: AbortSignal): Promise<string | null> {
  if (lock.bytes > longestLock) return null;
  const pieces: Uint8Array[] = [];
  for await (const chunk of (await source.open(lock, signal)).chunks) pieces.push(chunk);
  const { who, operation } = holderOf(Buffer.concat(pieces).toString('utf8'));
  if (who === null) return null;
  return operation === null ? who : `${who} (${operation.replace(/^OperationType/, '').toLowerCase()})`;
}

import { SourceError } from '../sources/errors.ts';
import type { Bucket } from '../sources/s3/objects.ts';
import type { Source, StateVersion } from '../sources/source.ts';
import { newestCopy, putCopy, type VaultCopy } from './vault-bucket.ts';

/** How many versions back are looked for the one that was copied last. A state that was written more often since loses those between. */
const listedVersions = 200;

/** One apply writes a version every 20 seconds: a new state may have several before the first is copied. */
const recentMilliseconds = 3_600_000;

/** Each lost attempt means that another worker copied a version. */
const attempts = 20;

/** Other workers copied the same state too often meanwhile. */
export class VaultContendedError extends Error {
  override readonly name = 'VaultContendedError';

  constructor(key: string) {
    super(`${key}: ${attempts} times another worker was faster to copy it. It is tried again.`);
  }
}

/** Key of a state in the vault: one vault holds the states of many buckets. */
export function vaultKey(source: Source, key: string): string {
  return `${source.bucket?.name ?? source.name}/${key}`;
}

/**
 * Copies what a state has become since its newest copy: every version, oldest first, each once. Of a state that has no copy yet those
 * of the last hour before its current one. Any number of workers may do it at once; what was copied is never copied again.
 * @returns how many versions were copied
 * @throws SourceError, VaultContendedError
 */
export async function copyState(source: Source, key: string, vault: Bucket, signal: AbortSignal): Promise<number> {
  const target = vaultKey(source, key);
  let copied = 0;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const newest = await newestCopy(vault, target, signal);
    const versions = await source.versions(key, listedVersions, signal);
    const [next, ...more] = uncopied(versions, newest);
    if (next === undefined) return copied;
    if (await copyVersion(source, next, { vault, target, newest }, signal)) {
      copied += 1;
      attempt = 0;
      if (more.length === 0) return copied;
    }
  }
  throw new VaultContendedError(key);
}

/** Versions that have no copy, oldest first. */
function uncopied(versions: readonly StateVersion[], newest: VaultCopy | null): readonly StateVersion[] {
  const states = versions.filter(({ deleted }) => !deleted);
  if (newest === null || newest.version === null) return beginning(states).toReversed();
  const { versionId, modifiedAt } = newest.version;
  const index = states.findIndex((version) => version.versionId === versionId);
  // Where the version that was copied last is gone, those that are newer than it was.
  const later =
    index < 0 ? states.filter((version) => version.modifiedAt.toISOString() > modifiedAt) : states.slice(0, index);
  return later.toReversed();
}

/** What a state without a copy begins with: its current version, and those of the run that wrote it, or of the one before. */
function beginning(states: readonly StateVersion[]): readonly StateVersion[] {
  const since = (states[0]?.modifiedAt.getTime() ?? 0) - recentMilliseconds;
  return states.filter(({ modifiedAt }) => modifiedAt.getTime() >= since);
}

async function copyVersion(
  source: Source,
  version: StateVersion,
  { vault, target, newest }: { readonly vault: Bucket; readonly target: string; readonly newest: VaultCopy | null },
  signal: AbortSignal,
): Promise<boolean> {
  let body: Uint8Array;
  try {
    const { chunks } = await source.open(version, signal);
    const pieces: Uint8Array[] = [];
    for await (const chunk of chunks) pieces.push(chunk);
    body = Buffer.concat(pieces);
  } catch (error) {
    // It was removed since it was listed: the next listing says what is left.
    if (error instanceof SourceError && error.failure === 'gone') return false;
    throw error;
  }
  return await putCopy(vault, target, body, version, newest, signal);
}

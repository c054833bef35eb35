import { createHash } from 'node:crypto';
import * as z from 'zod';
import { SourceError, type SourceFailure } from '../../../sources/errors.ts';
import type { StateVersion } from '../../../sources/source.ts';
import { version as product } from '../../../version.ts';
import { listedVersions, replacedMeanwhile } from '../../earlier-versions.ts';
import type { Io, Target } from '../../scanner.ts';
import { candidatesProbe } from '../probe.ts';
import { type EarlierSecrets, type EarlierVersion, earlierOf, earlierSecrets } from './earlier-secrets.ts';
import {
  memoryFrom,
  noteOf,
  placesOf,
  type RememberedVersion,
  type SecretMemory,
  type SecretPlace,
  shortId,
} from './remembered.ts';

/** How far back versions are read that nobody has read yet. Those that were current while they were watched are known anyway. */
export const historyOptions = z.object({
  historyVersions: z
    .int()
    .min(0)
    .max(100)
    .prefault(10)
    .describe('Earlier versions of a state that are searched for secrets, each once; 0: none.'),
  historyDays: z
    .int()
    .min(1)
    .prefault(90)
    .describe(
      'Days: earlier versions that are older are not searched, unless they were current while they were watched.',
    ),
});

/** A page of S3: so many are listed where a state has more versions than other scanners look at. */
const mostVersions = 1000;

/** Bytes of earlier versions that one scan reads: what is left is read by the next one. */
const bytesPerScan = 64 * 1024 ** 2;

const day = 86_400_000;

/** What stays as it is, however often it is tried. */
const lasting: ReadonlySet<SourceFailure> = new Set(['archived', 'too-large']);

/** What it takes to look at a target. */
export interface Looking {
  readonly target: Target;
  readonly io: Io;
  /** Of the scanner, as the user wrote them. */
  readonly options: unknown;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** What earlier versions hold, and what to keep for the next scan. */
export interface History {
  readonly earlier: EarlierSecrets;
  readonly note: string;
}

/** What is remembered of the current version under the rules of today; null where nothing is. */
export function rememberedCurrent({ target, io, options }: Looking): readonly SecretPlace[] | null {
  const current = target.object?.current ?? null;
  if (current === null) return [];
  const known = memoryOf(target, io).versions.get(shortId(current.versionId));
  return known?.rules === rulesOf(options) ? known.places : null;
}

/**
 * Finds out what earlier versions hold and the current one does not. Reads those that were never read under the same rules, newest
 * first, as far back as the options say.
 * @param current what the current version holds; nothing where there is none, or it is encrypted
 * @throws SourceError when the versions can't be listed, or one can't be read for now
 */
export async function readHistory(looking: Looking, current: readonly SecretPlace[]): Promise<History> {
  const { target, io, options } = looking;
  const source = io.source(target.source);
  const versions = await listed(looking);
  const first = firstEarlier(target, versions);
  const earlier = earlierOf(versions, first);
  const { known, isCutShort } = await search(earlier, looking);
  const placesIn = (version: StateVersion) => known.get(shortId(version.versionId))?.places ?? [];
  const secrets = earlierSecrets(earlier, placesIn, current);
  const unread = earlier.filter(({ version }) => !known.get(shortId(version.versionId))?.places).length;
  const newest = target.object?.current ?? null;
  const kept: [string, RememberedVersion][] =
    newest === null ? [] : [[shortId(newest.versionId), { rules: rulesOf(options), places: current }]];
  return {
    earlier: {
      key: target.id,
      bucket: source.bucket?.name ?? null,
      sourceLocation: source.location,
      copiedTo: source.copies.map(({ location }) => location),
      secrets,
      unread,
    },
    note: noteOf({ versions: new Map([...kept, ...known]), lookAgain: secrets.length > 0 || isCutShort }),
  };
}

/** @throws Error for a note that this scanner did not write: a defect */
function memoryOf(target: Target, io: Io): SecretMemory {
  return memoryFrom(io.memory(target)?.scans.secrets?.note);
}

/** Whatever decides where secrets are found: by others a version is read again. */
function rulesOf(options: unknown): string {
  const { historyVersions: _, historyDays: __, ...rules } = z.record(z.string(), z.unknown()).parse(options);
  return createHash('sha256')
    .update(JSON.stringify([product, rules]))
    .digest('base64url')
    .slice(0, 8);
}

/** All versions, newest first. */
async function listed({ target, io, signal }: Looking): Promise<readonly StateVersion[]> {
  const versions = await io.versions(target, listedVersions, signal);
  if (versions.length < listedVersions) return versions;
  return await io.source(target.source).versions(target.id, mostVersions, signal);
}

/** Index of the newest version that is current no longer. @throws SourceError when the current one was replaced meanwhile */
function firstEarlier({ id, object }: Target, versions: readonly StateVersion[]): number {
  const current = object?.current ?? null;
  if (current === null) {
    const [newest] = versions;
    // The state is there after all, only left out by the globs of the source: its versions are none of ours.
    const isThere = newest !== undefined && !newest.deleted && newest.path === id;
    return isThere ? versions.length : 0;
  }
  const index = versions.findIndex(({ versionId, path }) => versionId === current.versionId && path === current.path);
  if (index < 0) throw replacedMeanwhile(current);
  return index + 1;
}

interface Searched {
  /** By short id, newest first; those that nobody has read are left out. */
  readonly known: ReadonlyMap<string, RememberedVersion>;
  /** More is to be read than one scan reads. */
  readonly isCutShort: boolean;
}

async function search(versions: readonly EarlierVersion[], looking: Looking): Promise<Searched> {
  const { target, io, options, now } = looking;
  const { historyVersions, historyDays } = historyOptions.parse(options);
  const rules = rulesOf(options);
  const memory = memoryOf(target, io);
  const known = new Map<string, RememberedVersion>();
  let bytes = 0;
  let isCutShort = false;
  for (const [index, { version }] of versions.entries()) {
    const id = shortId(version.versionId);
    const before = memory.versions.get(id);
    const isNear = index < historyVersions && now.getTime() - version.modifiedAt.getTime() <= historyDays * day;
    const isDue = isNear && before?.rules !== rules;
    const fits = bytes === 0 || bytes + version.bytes <= bytesPerScan;
    isCutShort ||= isDue && !fits;
    if (isDue && fits) bytes += version.bytes;
    const after = isDue && fits ? await read(version, rules, looking) : before;
    if (after !== undefined) known.set(id, after);
  }
  return { known, isCutShort };
}

/** @returns undefined for a version that was removed meanwhile */
async function read(
  version: StateVersion,
  rules: string,
  { target, io, options, now, signal }: Looking,
): Promise<RememberedVersion | undefined> {
  try {
    const { damage, metadata, result } = await io.inspect(target, version, signal);
    if (damage !== null) return { rules, places: null };
    // Who may read an encrypted version reads nothing in it.
    if (metadata?.format === 'encrypted') return { rules, places: [] };
    return { rules, places: placesOf(result(candidatesProbe(options)), now) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.failure === 'gone') return undefined;
    if (lasting.has(error.failure)) return { rules, places: null };
    throw error;
  }
}

import { createHash } from 'node:crypto';
import pMap from 'p-map';
import type { Source, StateVersion } from '../sources/source.ts';
import type { ReadLimits } from '../state/read-state.ts';
import { idOf, type Listing, versionWithId, versionWithSerial } from './choose.ts';
import { RestoreRefusedError, restoreAction, sentenceOf } from './errors.ts';
import { holdersOf } from './holders.ts';
import { planRestore, type RestorePlan } from './plan.ts';
import { lengthWithSerial, withSerial } from './top-members.ts';
import { readHead, readVersion, type VersionHead, type VersionReading } from './version-reading.ts';

/** A state, and how it is read. */
export interface StateToRestore extends Listing {
  readonly source: Source;
  readonly key: string;
  readonly limits: ReadLimits;
}

/** A version as `statewarden restore` lists it. Null for what it does not tell. */
export interface ListedVersion {
  readonly id: string;
  /** ISO 8601 UTC */
  readonly modifiedAt: string;
  readonly bytes: number;
  /** Whether it is what Terraform reads now. */
  readonly current: boolean;
  readonly status: VersionReading['status'];
  readonly serial: number | null;
  readonly lineage: string | null;
  readonly terraformVersion: string | null;
  readonly managedInstances: number | null;
  /** Who held the lock while it was written. */
  readonly who: string | null;
  /** What is wrong with it. */
  readonly problem: string | null;
}

export interface VersionList {
  /** Newest first. */
  readonly versions: readonly ListedVersion[];
  /** Whether older ones are kept that are not listed. */
  readonly more: boolean;
  /** Whether a version could not be read that may be sound. */
  readonly incomplete: boolean;
  readonly notes: readonly string[];
}

/** How many versions are looked at for their serials. */
const mostHeads = 200;
/** How many versions of one state are looked through for an id. */
const mostVersions = 10_000;
const readAtOnce = 4;
const headsAtOnce = 8;

/** Reads the newest versions of a state. What is wrong with one of them is told, and the others are listed. */
export async function listVersions(
  { source, key, limits, location }: StateToRestore,
  limit: number,
  signal: AbortSignal,
): Promise<VersionList> {
  const found = await source.versions(key, limit + 1, signal);
  ensureSome(found, location);
  const shown = found.slice(0, limit);
  const readings = await pMap(shown, (version) => readVersion(source, version, limits, signal), {
    concurrency: readAtOnce,
  });
  const holders = await holdersOf(source, key, shown, signal);
  return {
    versions: readings.map((reading, index) => ({
      ...listed(reading),
      current: index === 0 && isCurrent(reading.version, key),
      who: holders.byVersion.get(reading.version.versionId) ?? null,
    })),
    more: found.length > limit,
    incomplete: readings.some((each) => each.status === 'unreadable' && each.error.failure !== 'archived'),
    notes: holders.error === null ? [] : [`Who wrote them can't be told: ${holders.error.message}.`],
  };
}

/** Which version is to be put back. */
export type Wanted = { readonly id: string } | { readonly serial: number };

/**
 * Finds the version that is wanted, reads it and the current one, and says what a restore would do.
 * @throws RestoreRefusedError where there is no such version, or it can't be put back; SourceError
 */
export async function lookAtRestore(
  state: StateToRestore,
  wanted: Wanted,
  allow: Parameters<typeof planRestore>[0]['allow'],
  signal: AbortSignal,
): Promise<RestorePlan> {
  const { source, key, limits, location } = state;
  const versions = await source.versions(key, mostVersions, signal);
  ensureSome(versions, location);
  const newest = versions[0] ?? null;
  const present = newest !== null && isCurrent(newest, key) ? newest : null;
  const kept = versions.filter(({ deleted }) => !deleted);
  const heads = await pMap(kept.slice(0, mostHeads), (version) => readHead(source, version, signal), {
    concurrency: headsAtOnce,
  });
  const version =
    'id' in wanted
      ? versionWithId(versions, wanted.id, state)
      : versionWithSerial(heads, wanted.serial, present?.versionId ?? null, state);
  const chosen = await readVersion(source, version, limits, signal);
  const isSame = present?.versionId === version.versionId;
  const current = isSame ? chosen : present === null ? null : await readVersion(source, present, limits, signal);
  const isChosenAgain = !isSame && current !== null && (await holdsSame(source, chosen, current, signal));
  return planRestore({ location, chosen, current, heads: withRead(heads, [chosen, current]), isChosenAgain, allow });
}

/** In a folder, a backup whose state is gone is no current version. */
function isCurrent(version: StateVersion, key: string): boolean {
  return version.path === key;
}

function ensureSome(versions: readonly StateVersion[], location: string): void {
  if (versions.length > 0) return;
  throw new RestoreRefusedError({
    location,
    detail: 'no version of such a state is kept',
    action: 'Check the key: it is the whole key of the object, as findings show it, or the path below the folder.',
  });
}

function listed(reading: VersionReading): Omit<ListedVersion, 'current' | 'who'> {
  const { version, status } = reading;
  const metadata = 'metadata' in reading ? reading.metadata : null;
  const problem =
    status === 'damaged'
      ? reading.damage.detail
      : status === 'unreadable'
        ? `${sentenceOf(reading.error)}. ${restoreAction(reading.error, idOf(version))}`
        : null;
  return {
    id: idOf(version),
    modifiedAt: version.modifiedAt.toISOString(),
    bytes: version.bytes,
    status,
    serial: metadata?.serial ?? null,
    lineage: metadata?.lineage ?? null,
    terraformVersion: metadata?.terraformVersion ?? null,
    managedInstances: status === 'sound' ? reading.outline.managedInstances : null,
    problem,
  };
}

/** What was read to its end is known better than its beginning. */
function withRead(heads: readonly VersionHead[], readings: readonly (VersionReading | null)[]): readonly VersionHead[] {
  const read = readings.flatMap((reading): VersionHead[] =>
    reading !== null && 'metadata' in reading
      ? [{ version: reading.version, serial: reading.metadata.serial, lineage: reading.metadata.lineage, error: null }]
      : [],
  );
  const better = new Map(read.map((head) => [head.version.versionId, head]));
  const known = new Set(heads.map(({ version }) => version.versionId));
  return [
    ...heads.map((head) => better.get(head.version.versionId) ?? head),
    ...read.filter(({ version }) => !known.has(version.versionId)),
  ];
}

/** Whether the current version is the chosen one, byte for byte but for the serial. */
async function holdsSame(
  source: Source,
  chosen: VersionReading,
  current: VersionReading,
  signal: AbortSignal,
): Promise<boolean> {
  if (!('sha256' in chosen) || !('sha256' in current)) return false;
  if (chosen.sha256 === current.sha256) return true;
  if (chosen.status !== 'sound' || current.status !== 'sound') return false;
  const [span, serial] = [chosen.serial, current.metadata.serial];
  if (span === null || serial === null || serial < (chosen.metadata.serial ?? 0)) return false;
  if (current.version.bytes !== lengthWithSerial(chosen.version.bytes, span, serial)) return false;
  const hash = createHash('sha256');
  const { chunks } = await source.open(chosen.version, signal);
  for await (const chunk of withSerial(chunks, span, serial)) hash.update(chunk);
  return hash.digest('hex') === current.sha256;
}

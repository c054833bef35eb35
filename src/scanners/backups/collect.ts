import type { BucketSettings } from '../../sources/bucket.ts';
import type { Source, StateVersion } from '../../sources/source.ts';
import { earlierVersions } from '../earlier-versions.ts';
import { bucketTarget } from '../places.ts';
import type { CheckContext, Collected, Fact, Inspection, Io, Target } from '../scanner.ts';
import { factOf, mapFact } from '../source-scan-error.ts';
import { readCopies } from './copies.ts';
import { describe, drillVersions } from './drills.ts';
import type { BackupFacts, CurrentState, Loss, RemovedVersion } from './facts.ts';
import { backups, collectOptions } from './options.ts';

type StateFacts = Pick<BackupFacts, 'current' | 'earlier' | 'drills' | 'copies' | 'loss' | 'removed'>;
type BucketFacts = Omit<BackupFacts, keyof StateFacts>;

/** Versions of a state that are looked at. One number for all scanners, because {@link Io.versions} asks once. */
const listedVersions = 20;

const ofBucket: Collected<BucketFacts> = {
  place: { value: null },
  versioning: { value: null },
  lifecycle: { value: null },
  objectLock: { value: null },
  replication: { value: null },
  publicAccess: { value: null },
  encryption: { value: null },
  policy: { value: null },
  accessLogging: { value: null },
  awsBackup: { value: null },
};
const ofState: Collected<StateFacts> = {
  current: { value: null },
  earlier: { value: null },
  drills: { value: [] },
  copies: { value: [] },
  loss: { value: null },
  removed: { value: [] },
};

/**
 * Reads the current version, and drills the newest earlier ones and the copies: opens them and reads them to their ends. Of a bucket
 * reads the settings. Never throws for the target's trouble: what can't be read is an unreadable fact.
 */
export async function collect(
  target: Target,
  io: Io,
  context: CheckContext<unknown>,
  signal: AbortSignal,
): Promise<Collected<BackupFacts>> {
  const source = io.source(target.source);
  if (source.bucket !== null && target.id === bucketTarget(source.location)) {
    return { ...ofState, ...(await collectBucket(target, source.bucket, source, signal)) };
  }
  const listed = target.object?.current ?? null;
  if (listed === null) {
    return { ...ofState, ...ofBucket, loss: await factOf(target, () => readLoss(target, io, signal)) };
  }
  const reading = await factOf(target, () => io.inspect(target, listed, signal));
  const versions = await factOf(target, () => earlierVersions(target, listed, io, signal));
  const earlier = mapFact(versions, ([newest]) => newest ?? null);
  const count = versionsToDrill(target, io, context);
  return {
    ...ofState,
    ...ofBucket,
    current: mapFact(reading, (inspection) => currentState(target, inspection, source)),
    earlier: mapFact(earlier, (version) => (version === null ? null : describe(version))),
    drills:
      'unreadable' in reading
        ? reading
        : await needing(target, versions, (kept) => drillVersions(target, reading.value, kept, count, io, signal)),
    copies: await needing(target, reading, (inspection) => readCopies(target, inspection, io, signal)),
    removed: mapFact(versions, (kept) => removedVersions(target, listed, kept, io)),
  };
}

/** A fact that can't be read without another. */
async function needing<A, T>(target: Target, fact: Fact<A>, read: (value: A) => Promise<T>): Promise<Fact<T>> {
  return 'unreadable' in fact ? fact : await factOf(target, () => read(fact.value));
}

/** After a change the newest alone; all that are asked for when the state was not looked at for long. */
function versionsToDrill(target: Target, io: Io, { options, now }: CheckContext<unknown>): number {
  const { drillEvery, drillVersions: all } = collectOptions.parse(options);
  const mark = io.memory(target)?.scans[backups];
  return mark === undefined || now.getTime() - Date.parse(mark.scannedAt) >= drillEvery / 2 ? all : 1;
}

async function collectBucket(
  target: Target,
  bucket: BucketSettings,
  { location, awsBackup: backup }: Source,
  signal: AbortSignal,
): Promise<Collected<BucketFacts>> {
  const read = <T>(setting: (signal: AbortSignal) => Promise<T>) => factOf(target, () => setting(signal));
  const [versioning, lifecycle, objectLock, replication, publicAccess, encryption, policy, accessLogging, awsBackup] =
    await Promise.all([
      read(bucket.versioning),
      read(bucket.lifecycle),
      read(bucket.objectLock),
      read(bucket.replication),
      read(bucket.publicAccess),
      read(bucket.encryption),
      read(async () => ({ text: await bucket.policy(signal) })),
      read(bucket.accessLogging),
      read(async (abort) => (backup === null ? null : { ...backup, newest: await backup.newest(abort) })),
    ]);
  const prefix = location.slice(`s3://${bucket.name}/`.length);
  return {
    place: { value: { bucket: bucket.name, prefix } },
    versioning,
    lifecycle,
    objectLock,
    replication,
    publicAccess,
    encryption,
    policy,
    accessLogging,
    awsBackup,
  };
}

/** @returns null where the state is there after all, only left out by the globs of the source */
async function readLoss(target: Target, io: Io, signal: AbortSignal): Promise<Loss | null> {
  const [last] = io.memory(target)?.versions ?? [];
  // What was never read can't be missed.
  if (last === undefined) return null;
  const [newest] = await io.versions(target, listedVersions, signal);
  if (newest !== undefined && !newest.deleted && newest.path === target.id) return null;
  const source = io.source(target.source);
  return {
    key: target.id,
    bucket: source.bucket?.name ?? null,
    deletedAt: newest?.deleted === true ? newest.modifiedAt.toISOString() : null,
    marker: newest?.deleted === true ? (newest.s3VersionId ?? null) : null,
    backup: newest?.deleted === false ? newest.path : null,
    serial: last.serial,
    managedInstances: last.managedInstances,
  };
}

/** Lifecycle rules take the oldest versions first: a version that is missing between others was deleted by someone. */
function removedVersions(
  target: Target,
  current: StateVersion,
  kept: readonly StateVersion[],
  io: Io,
): readonly RemovedVersion[] {
  const oldest = kept.at(-1);
  if (io.source(target.source).kind === 'folder' || oldest === undefined) return [];
  const there = new Set([current, ...kept].map(({ versionId }) => versionId));
  const since = oldest.modifiedAt.toISOString();
  return (io.memory(target)?.versions ?? [])
    .filter(({ versionId, modifiedAt }) => modifiedAt > since && !there.has(versionId))
    .map(({ versionId, modifiedAt, serial }) => ({ versionId, modifiedAt, serial }));
}

function currentState(target: Target, inspection: Inspection, source: Source): CurrentState {
  const { damage, metadata, version, replication } = inspection;
  return {
    key: target.id,
    sourceKind: source.kind,
    sourceLocation: source.location,
    serial: metadata?.serial ?? null,
    lineage: metadata?.lineage ?? null,
    damaged: damage !== null,
    versionId: version.versionId,
    modifiedAt: version.modifiedAt.toISOString(),
    replication,
  };
}

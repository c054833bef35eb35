import { SourceError } from '../../sources/errors.ts';
import type { LockFile, LockTable, Source, StateVersion, TableEntry } from '../../sources/source.ts';
import { holdsOf, type LockHistory } from '../lock-holds.ts';
import { bucketOf, bucketTarget, tableTarget } from '../places.ts';
import type { CheckContext, Collected, Fact, Io, Target } from '../scanner.ts';
import { factOf, mapFact } from '../source-scan-error.ts';
import type { HeldLock, LockedState, LockFacts, StateDigest } from './facts.ts';
import { firstSeen } from './fingerprint.ts';
import { type LockInfoProblem, parseLockInfo } from './lock-info.ts';

/** Versions of a lock file that are looked at: two for each lock that was taken and released. */
const lockVersions = 400;

/** Versions of a state that are looked at. One number for all scanners, because {@link Io.versions} asks once. */
const stateVersions = 20;

/** Items of strangers that are named. */
const strangers = 20;

const nothing: Collected<LockFacts> = {
  lockFile: { value: null },
  tableLock: { value: null },
  lock: { value: null },
  digest: { value: null },
  state: { value: null },
  holds: { value: null },
  table: { value: null },
  policy: { value: null },
};

/** Reads what stands for the locks of a target. Never throws for the target's trouble. */
export async function collect(
  target: Target,
  io: Io,
  { now }: CheckContext<unknown>,
  signal: AbortSignal,
): Promise<Collected<LockFacts>> {
  const source = io.source(target.source);
  const { lockTable } = source;
  const { bucket } = source;
  if (bucket !== null && target.id === bucketTarget(source.location)) {
    const policy = await factOf(target, async () => ({ bucket: bucket.name, text: await bucket.policy(signal) }));
    return { ...nothing, policy };
  }
  if (lockTable !== null && target.id === tableTarget(lockTable.name)) {
    return { ...nothing, table: await factOf(target, () => readTable(lockTable, signal)) };
  }
  return await collectState(target, io, source, now, signal);
}

async function readTable(table: LockTable, signal: AbortSignal) {
  const settings = await table.settings(signal);
  return { name: table.name, settings, strangers: settings === null ? [] : await table.strangers(strangers, signal) };
}

async function collectState(
  target: Target,
  io: Io,
  source: Source,
  now: Date,
  signal: AbortSignal,
): Promise<Collected<LockFacts>> {
  const lock = target.object?.lock ?? null;
  const entry = await factOf(target, () => entryOf(target.id, source.lockTable, signal));
  const before = io.memory(target)?.scans.locks?.fingerprint;
  const digest = mapFact(entry, (value) => digestOf(value, source));
  const lockFile: Fact<HeldLock | null> =
    lock === null ? { value: null } : await factOf(target, () => readHolder(target.id, lock, source, signal));
  const tableLock = mapFact(entry, (value) => tableLockOf(value, source, (text) => firstSeen(text, before, now)));
  return {
    ...nothing,
    lockFile,
    tableLock,
    lock: 'value' in lockFile && lockFile.value === null ? tableLock : lockFile,
    digest,
    state: await factOf(target, () =>
      readLockedState(target, 'value' in digest ? digest.value : null, source, io, signal),
    ),
    holds: await factOf(target, () => readHolds(target.id, source, signal)),
  };
}

/** A table that is not there holds nothing: that it is missing is told of the table. */
async function entryOf(key: string, table: LockTable | null, signal: AbortSignal): Promise<TableEntry | null> {
  try {
    return table === null ? null : await table.entry(key, signal);
  } catch (error) {
    if (error instanceof SourceError && error.failure === 'not-found') return null;
    throw error;
  }
}

function lockIdOf(key: string, { location }: Source): string {
  return `${bucketOf(location)}/${key}`;
}

function digestOf(entry: TableEntry | null, source: Source): StateDigest | null {
  if (entry === null || entry.digest === null || source.lockTable === null) return null;
  const md5 = /^[0-9a-f]{32}$/i.test(entry.digest) ? entry.digest.toLowerCase() : null;
  return { table: source.lockTable.name, path: `${lockIdOf(entry.key, source)}-md5`, md5 };
}

function tableLockOf(entry: TableEntry | null, source: Source, seenSince: (lock: string) => Date): HeldLock | null {
  if (entry === null || entry.lock === null || source.lockTable === null) return null;
  const parsed = parseLockInfo(entry.lock);
  return {
    path: lockIdOf(entry.key, source),
    table: source.lockTable.name,
    modifiedAt: seenSince(entry.lock).toISOString(),
    stateKey: entry.key,
    sourceKind: source.kind,
    sourceLocation: source.location,
    workspaceKeyPrefix: source.workspaceKeyPrefix,
    info: 'info' in parsed ? parsed.info : null,
    problem: 'problem' in parsed ? parsed.problem : null,
  };
}

/** @returns null when the lock was released since the listing */
async function readHolder(
  stateKey: string,
  lock: LockFile,
  source: Source,
  signal: AbortSignal,
): Promise<HeldLock | null> {
  const text = await textOf(lock, source, signal);
  if (text === 'released') return null;
  const parsed = text === 'too-large' ? { problem: text } : parseLockInfo(text.content);
  return {
    path: lock.path,
    table: null,
    modifiedAt: lock.modifiedAt.toISOString(),
    stateKey,
    sourceKind: source.kind,
    sourceLocation: source.location,
    workspaceKeyPrefix: source.workspaceKeyPrefix,
    info: 'info' in parsed ? parsed.info : null,
    problem: 'problem' in parsed ? parsed.problem : null,
  };
}

/** What a lock file says, or what its absence or size says. @throws SourceError when it can't be read */
async function textOf(
  lock: LockFile,
  source: Source,
  signal: AbortSignal,
): Promise<{ readonly content: string } | 'released' | Extract<LockInfoProblem, 'too-large'>> {
  try {
    return { content: await source.readLock(lock, signal) };
  } catch (error) {
    if (error instanceof SourceError) {
      if (error.failure === 'gone' || error.failure === 'not-found') return 'released';
      if (error.failure === 'too-large') return 'too-large';
    }
    throw error;
  }
}

/** @returns null where the state is none of the source's, because its globs leave it out */
async function readLockedState(
  target: Target,
  digest: StateDigest | null,
  source: Source,
  io: Io,
  signal: AbortSignal,
): Promise<LockedState | null> {
  const current = target.object?.current ?? null;
  const versions = await io.versions(target, stateVersions, signal);
  const [newest] = versions;
  const kept = versions.filter(({ deleted }) => !deleted);
  if (current === null && newest !== undefined && !newest.deleted && newest.path === target.id) return null;
  return {
    key: target.id,
    bucket: source.kind === 's3' ? bucketOf(source.location) : null,
    modifiedAt: (current ?? newest)?.modifiedAt.toISOString() ?? null,
    exists: current !== null,
    md5: current === null || digest === null ? null : await md5Of(current, digest, target, io, signal),
    writes: kept.map(({ modifiedAt }) => modifiedAt.toISOString()),
    etags: kept.flatMap(({ etag }) => etag ?? []),
  };
}

/** S3's ETag is the MD5 of what was written in one part without KMS: where it is the digest, nothing has to be read. */
async function md5Of(
  current: StateVersion,
  digest: StateDigest,
  target: Target,
  io: Io,
  signal: AbortSignal,
): Promise<string | null> {
  if (current.etag !== null && current.etag === digest.md5) return current.etag;
  return (await io.inspect(target, current, signal)).md5;
}

async function readHolds(key: string, source: Source, signal: AbortSignal): Promise<LockHistory | null> {
  const versions = await source.lockVersions(key, lockVersions, signal);
  return versions === null ? null : { holds: holdsOf(versions) };
}

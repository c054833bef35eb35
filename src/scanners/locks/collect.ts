import { SourceError } from '../../sources/errors.ts';
import type { LockFile, Source } from '../../sources/source.ts';
import type { CheckContext, Collected, Io, Target } from '../scanner.ts';
import { factOf } from '../source-scan-error.ts';
import type { HeldLockFile, LockFacts } from './facts.ts';
import { type LockInfoProblem, parseLockInfo } from './lock-info.ts';

/** Reads the lock file that the listing showed. Never throws for the target's trouble. */
export async function collect(
  target: Target,
  io: Io,
  _context: CheckContext<unknown>,
  signal: AbortSignal,
): Promise<Collected<LockFacts>> {
  const lock = target.object?.lock ?? null;
  if (lock === null) return { lockFile: { value: null } };
  return { lockFile: await factOf(target, () => readHolder(target.id, lock, io.source(target.source), signal)) };
}

/** @returns null when the lock was released since the listing */
async function readHolder(
  stateKey: string,
  lock: LockFile,
  source: Source,
  signal: AbortSignal,
): Promise<HeldLockFile | null> {
  const text = await textOf(lock, source, signal);
  if (text === 'released') return null;
  const parsed = text === 'too-large' ? { problem: text } : parseLockInfo(text.content);
  return {
    path: lock.path,
    modifiedAt: lock.modifiedAt.toISOString(),
    stateKey,
    sourceKind: source.kind,
    sourceLocation: source.location,
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

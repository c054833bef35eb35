import * as z from 'zod';
import { plainText } from '../scanners/plain-text.ts';

/** The process that restores, as far as another run on the same machine can tell whether it still lives. */
export interface RestoreProcess {
  /** `user@host`, as Terraform writes it. */
  readonly who: string;
  /** 16 hex characters that stand for this boot of this machine and its process ids; null where that can't be told. */
  readonly machine: string | null;
  readonly pid: number;
  /** When the process started, in the unit of the system: tells it from a later one with the same id. */
  readonly startedAt: string;
}

/** A lock that somebody holds, as it was written. */
export interface HeldLock {
  /** Where: `s3://bucket/KEY.tflock`, `dynamodb://table/bucket/KEY`, or a path. */
  readonly location: string;
  /** The command that takes it away, whoever holds it. */
  readonly removal: string;
  readonly text: string;
}

/** What a lock says of its holder; null for what it does not say. */
export interface LockHolder {
  readonly id: string | null;
  readonly who: string | null;
  readonly operation: string | null;
  /** By the holder's clock, as written. */
  readonly created: string | null;
  /** The restore that wrote the lock; null where something else did. */
  readonly restore: { readonly versionId: string; readonly process: Omit<RestoreProcess, 'who'> } | null;
}

const operation = 'statewarden-restore';
const purpose = /^version (.+) is put back by process (\d+) \(started (\d+), machine ([0-9a-f]{16})\)$/s;

/**
 * The text of a lock, as Terraform writes it: compact, all members, in this order.
 * Source: hashicorp/terraform internal/states/statemgr/locker.go `LockInfo`.
 * @param lock.path `bucket/key`, or the path of a local state
 */
export function lockText(lock: {
  readonly id: string;
  readonly versionId: string;
  readonly process: RestoreProcess;
  readonly version: string;
  readonly created: Date;
  readonly path: string;
}): string {
  const { who, pid, startedAt, machine } = lock.process;
  const by = `process ${pid} (started ${startedAt}, machine ${machine ?? 'unknown'})`;
  return JSON.stringify({
    ID: lock.id,
    Operation: operation,
    Info: `version ${lock.versionId} is put back by ${by}`,
    Who: who,
    Version: lock.version,
    Created: lock.created.toISOString(),
    Path: lock.path,
  });
}

const holderSchema = z.object({
  ID: z.string().min(1),
  Operation: z.string().catch(''),
  Info: z.string().catch(''),
  Who: z.string().catch(''),
  Created: z.string().catch(''),
});

/** Reads who holds a lock. Whatever is no lock of Terraform's says nothing. */
export function holderOf(text: string): LockHolder {
  const parsed = holderSchema.safeParse(jsonOf(text));
  if (!parsed.success) return { id: null, who: null, operation: null, created: null, restore: null };
  const { ID, Operation, Info, Who, Created } = parsed.data;
  const [, versionId, pid, startedAt, machine] = (Operation === operation ? purpose.exec(Info) : null) ?? [];
  const restore =
    versionId === undefined || startedAt === undefined || machine === undefined
      ? null
      : { versionId, process: { machine, pid: Number(pid), startedAt } };
  const told = (value: string) => (value === '' ? null : plainText(value));
  return { id: told(ID), who: told(Who), operation: told(Operation), created: told(Created), restore };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No lock of Terraform's: that is the answer, and the parser's message would quote it.
    return null;
  }
}

/**
 * Whether a lock was left behind by a restore of the same person on this machine, since it started last, whose process is over. Only then
 * it may be taken over: whatever else holds a lock may still be at work.
 * @param isRunning whether a process of this machine, with that id and start, still runs
 */
export function isOwnCrash(
  { who, restore }: LockHolder,
  self: RestoreProcess,
  isRunning: (process: Pick<RestoreProcess, 'pid' | 'startedAt'>) => boolean,
): boolean {
  if (restore === null || self.machine === null) return false;
  return who === self.who && restore.process.machine === self.machine && !isRunning(restore.process);
}

import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import type { RestoreProcess } from './restore-lock.ts';

/** This process. Only Linux tells what proves later that it is over; elsewhere `machine` is null. */
export function thisProcess(): RestoreProcess {
  const { pid } = process;
  const startedAt = startOf(pid);
  return {
    who: `${userName()}@${hostname()}`,
    machine: startedAt === null ? null : machineId(),
    pid,
    startedAt: startedAt ?? '0',
  };
}

/** Whether the process is the one that started then, and not a later one with its id. */
export function isRunning({ pid, startedAt }: Pick<RestoreProcess, 'pid' | 'startedAt'>): boolean {
  return startOf(pid) === startedAt;
}

/** As Terraform does: a user without a name is nobody. Source: hashicorp/terraform internal/states/statemgr/locker.go `NewLockInfo`. */
function userName(): string {
  try {
    return userInfo().username;
  } catch (error) {
    if (isSystemError(error)) return '';
    throw error;
  }
}

/** Stands for this boot and this space of process ids: containers on one machine have one each. Source: proc(5), random(4). */
function machineId(): string | null {
  const boot = fromSystem(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const ids = fromSystem(() => readlinkSync('/proc/self/ns/pid'));
  if (boot === null || ids === null) return null;
  return createHash('sha256').update(`${boot} ${ids}`).digest('hex').slice(0, 16);
}

/** Field 22 of the process's status; null where there is no such process, or the system does not tell. Source: proc_pid_stat(5). */
function startOf(pid: number): string | null {
  const status = fromSystem(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  // The second field, the name of the program, may hold anything, parentheses too.
  return status?.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function fromSystem(read: () => string): string | null {
  try {
    return read();
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

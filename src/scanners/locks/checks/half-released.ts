import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { type LockHistory, wasHeldAt } from '../../lock-holds.ts';
import { defineCheck, type HeldLock } from '../facts.ts';
import { heldSince } from '../held-since.ts';
import { deleteItem, release } from '../release.ts';

/** The two locks are taken and released within seconds of each other. */
const minute = 60_000;

export const halfReleased = defineCheck({
  id: 'lock/half-released',
  since: '0.1',
  title: 'Only one of two locks was released',
  severity: 'high',
  remediation:
    'The writers of this state lock with a lock file and a table, and one of the two locks is left over. Make sure that no run is left, then remove it.',
  needs: ['lockFile', 'tableLock', 'digest', 'state', 'holds'],
  options: z.object({}),
  *evaluate({ lockFile, tableLock, digest, state, holds }, { now }): Iterable<Observation> {
    if (holds === null || (lockFile === null) === (tableLock === null)) return;
    if (tableLock !== null) {
      const releasedAt = releaseOfFile(tableLock, holds);
      if (releasedAt === null || now.getTime() - Date.parse(releasedAt) <= minute) return;
      yield {
        ...observation(tableLock, now),
        message: `The lock file was released at ${releasedAt}, but its lock in the table ${tableLock.table} is left.`,
        remediation: `Make sure that no run is left, then \`${deleteItem(tableLock.table ?? '', tableLock.path)}\`.`,
      };
    }
    if (lockFile !== null) {
      const { since } = heldSince(lockFile, now);
      const lastWrite = state?.writes.find((write) => write < lockFile.modifiedAt);
      const usesBoth =
        digest !== null &&
        digest.md5 !== null &&
        digest.md5 === state?.md5 &&
        lastWrite !== undefined &&
        wasHeldAt(holds, lastWrite);
      if (!usesBoth || now.getTime() - since.getTime() <= 10 * minute) return;
      yield {
        ...observation(lockFile, now),
        message: `The lock file is held since ${since.toISOString()}, but not the lock in the table ${digest.table}.`,
        remediation: release(lockFile),
      };
    }
  },
});

function observation(lock: HeldLock, now: Date) {
  const { since, sinceFrom } = heldSince(lock, now);
  return {
    location: '',
    evidence: {
      left: lock.table === null ? 'lock-file' : 'table',
      lockId: lock.info?.id ?? null,
      who: lock.info?.who ?? null,
      since: since.toISOString(),
      sinceFrom,
      path: lock.path,
    },
  };
}

/** When the lock file was released that was taken together with a lock in the table; null where there was none. */
function releaseOfFile({ info }: HeldLock, { holds }: LockHistory): string | null {
  const created = Date.parse(info?.created ?? '');
  const taken = holds.find(({ from }) => Math.abs(Date.parse(from) - created) <= minute);
  return taken?.to ?? null;
}

import * as z from 'zod';
import { durationSchema } from '../../../config/duration.ts';
import type { Observation } from '../../../findings/observation.ts';
import { wasHeldAt } from '../../lock-holds.ts';
import { defineCheck } from '../facts.ts';

export const mixedMechanisms = defineCheck({
  id: 'lock/mixed-mechanisms',
  since: '0.1',
  title: 'Writers do not all lock in the same way',
  severity: 'high',
  remediation:
    'Runs that use only the table and runs that use only the lock file do not exclude each other. Give every run both (`use_lockfile = true` beside `dynamodb_table`); once all have them, take `dynamodb_table` out of all.',
  needs: ['lockFile', 'tableLock', 'digest', 'state', 'holds'],
  options: z.object({
    mixedWithin: durationSchema.prefault('7d').describe('How long ago a write without the lock file may be.'),
  }),
  *evaluate({ lockFile, tableLock, digest, state, holds }, { options, now }): Iterable<Observation> {
    if (state === null || holds === null) return;
    const first = holds.holds.at(-1);
    const recent = first === undefined ? [] : state.writes.filter((write) => write > first.from && isRecent(write));
    const without = recent.filter((write) => !wasHeldAt(holds, write));
    const twoHolders =
      lockFile !== null && tableLock !== null && lockFile.info !== null && tableLock.info !== null
        ? lockFile.info.id !== tableLock.info.id
        : false;
    if (!twoHolders && (without.length === 0 || without.length === recent.length)) return;
    yield {
      location: '',
      message: twoHolders
        ? 'Two runs hold a lock of the state at once, one the lock file, the other the table.'
        : `Some runs use the lock file, others ${digest === null ? 'write without it' : 'lock with the table only'}.`,
      evidence: {
        twoHolders,
        withoutLockFile: without.slice(0, 5),
        table: digest?.table ?? tableLock?.table ?? null,
      },
      ...(twoHolders ? { severity: 'critical' as const } : {}),
    };

    function isRecent(write: string): boolean {
      return now.getTime() - Date.parse(write) <= options.mixedWithin;
    }
  },
});

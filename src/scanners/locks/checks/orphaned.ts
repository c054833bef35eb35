import * as z from 'zod';
import { durationSchema } from '../../../config/duration.ts';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';
import { heldSince } from '../held-since.ts';
import { deleteItem, release } from '../release.ts';

export const orphaned = defineCheck({
  id: 'lock/orphaned',
  since: '0.1',
  title: 'Lock of a state that does not exist',
  severity: 'low',
  remediation: 'Find out whose lock it is. If the state is gone for good, remove the lock.',
  needs: ['lock', 'state', 'table'],
  options: z.object({
    orphanedAfter: durationSchema
      .prefault('2h')
      .describe('How long a lock may be held before its state is there: the first apply writes it in the end.'),
  }),
  *evaluate({ lock, state, table }, { options, now }): Iterable<Observation> {
    for (const lockId of table?.strangers ?? []) {
      yield {
        location: lockId,
        message: `The lock table holds ${lockId}, whose bucket is no source.`,
        evidence: { path: lockId, table: table?.name ?? null, lockId: null, who: null, since: null },
        remediation: `If the bucket is in use, add it to the sources, so that its states are watched. If it is gone: \`${deleteItem(table?.name ?? '', lockId)}\`.`,
      };
    }
    if (lock === null || state === null || state.exists) return;
    const { since } = heldSince(lock, now);
    if (now.getTime() - since.getTime() <= options.orphanedAfter) return;
    yield {
      location: '',
      message: `${lock.info?.who ?? 'Someone unknown'} has held a lock since ${since.toISOString()}, but there is no such state.`,
      evidence: {
        path: lock.path,
        table: lock.table,
        lockId: lock.info?.id ?? null,
        who: lock.info?.who ?? null,
        since: since.toISOString(),
      },
      remediation: release(lock),
    };
  },
});

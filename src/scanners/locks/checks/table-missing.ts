import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const tableMissing = defineCheck({
  id: 'lock/table-missing',
  since: '0.1',
  title: 'Lock table is not there',
  severity: 'high',
  remediation:
    'Correct lockTable of the source. If the table was deleted, runs that lock with it fail, or go on without: create it again with the partition key LockID (String), or move all runs to `use_lockfile = true`.',
  needs: ['table'],
  options: z.object({}),
  *evaluate({ table }): Iterable<Observation> {
    if (table === null || table.settings !== null) return;
    yield {
      location: '',
      message: `There is no table ${table.name} in this account and region.`,
      evidence: { table: table.name },
    };
  },
});

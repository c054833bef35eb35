import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';
import { release } from '../release.ts';

export const unreadable = defineCheck({
  id: 'lock/unreadable',
  since: '0.1',
  title: 'Lock does not tell who holds it',
  severity: 'medium',
  remediation: 'Find out who wrote it: Terraform and OpenTofu always write who holds a lock. Then remove the lock.',
  needs: ['lockFile', 'tableLock'],
  options: z.object({}),
  *evaluate({ lockFile, tableLock }): Iterable<Observation> {
    for (const lock of [lockFile, tableLock]) {
      if (lock === null || lock.problem === null) continue;
      yield {
        location: lock.path,
        message: `The lock is held, but ${meaning[lock.problem]}: \`terraform force-unlock\` can't release it.`,
        evidence: { path: lock.path, table: lock.table, problem: lock.problem },
        remediation: release(lock),
      };
    }
  },
});

const meaning = {
  empty: 'it is empty',
  'too-large': 'it is larger than any lock',
  'not-json': 'it is not JSON',
  'not-lock-info': 'it has no id',
} as const;

import type { CheckCases } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { denied, lockTable, noLockTable, none } from '../samples.ts';

export const cases: CheckCases<LockFacts> = {
  fires: [
    {
      name: 'a source with a lock table',
      facts: { table: lockTable() },
      expect: [{ location: '', evidence: { table: 'terraform-locks' } }],
    },
  ],
  quiet: [
    {
      name: 'a source without a table',
      facts: { table: none },
    },
    {
      name: 'a table that is not there',
      facts: { table: noLockTable },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to describe the table',
      facts: { table: denied },
    },
  ],
};

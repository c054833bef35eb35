import type { CheckCases } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { denied, lockTable, noLockTable, none } from '../samples.ts';

export const cases: CheckCases<LockFacts> = {
  fires: [
    {
      name: 'a table that was deleted, or a name that is misspelt',
      facts: { table: noLockTable },
      expect: [
        {
          location: '',
          message: 'There is no table terraform-locks in this account and region.',
          evidence: { table: 'terraform-locks' },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'a table that is there',
      facts: { table: lockTable() },
    },
    {
      name: 'a source without a table',
      facts: { table: none },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to describe the table',
      facts: { table: denied },
    },
  ],
};

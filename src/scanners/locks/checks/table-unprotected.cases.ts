import type { CheckCases } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { denied, lockTable, noLockTable, none } from '../samples.ts';

export const cases: CheckCases<LockFacts> = {
  fires: [
    {
      name: 'a table that anyone may delete, and nobody can restore',
      facts: { table: lockTable({ deletionProtection: false, pointInTimeRecovery: false }) },
      expect: [
        {
          location: '',
          message: 'The lock table terraform-locks lacks deletion-protection, point-in-time-recovery.',
          evidence: {
            table: 'terraform-locks',
            lacks: ['deletion-protection', 'point-in-time-recovery'],
            keys: ['LockID (S)'],
          },
        },
      ],
    },
    {
      name: 'a table with another key',
      facts: { table: lockTable({ keys: ['id (S)'] }) },
      expect: [
        { location: '', severity: 'high', evidence: { table: 'terraform-locks', lacks: ['key'], keys: ['id (S)'] } },
      ],
    },
    {
      name: 'a table without a KMS key, where one is wanted',
      facts: { table: lockTable() },
      options: { tableKey: true },
      expect: [{ location: '', evidence: { table: 'terraform-locks', lacks: ['kms-key'], keys: ['LockID (S)'] } }],
    },
  ],
  quiet: [
    {
      name: 'a protected table',
      facts: { table: lockTable() },
    },
    {
      name: 'a table with a KMS key, where one is wanted',
      facts: { table: lockTable({ encryption: 'kms' }) },
      options: { tableKey: true },
    },
    {
      name: 'no table',
      facts: { table: noLockTable },
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

import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const tableDeprecated = defineCheck({
  id: 'lock/table-deprecated',
  since: '0.1',
  title: 'Locking with DynamoDB is deprecated in Terraform',
  severity: 'info',
  remediation:
    'Move in three steps: add `use_lockfile = true` beside `dynamodb_table` in every backend and run each once; when every run has both, take `dynamodb_table` out of all; then delete the digests and the table.',
  needs: ['table'],
  options: z.object({}),
  *evaluate({ table }): Iterable<Observation> {
    if (table === null || table.settings === null) return;
    yield {
      location: '',
      message: `Runs lock with the table ${table.name}. Terraform deprecates that since 1.11; OpenTofu does not.`,
      evidence: { table: table.name },
    };
  },
});

import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const notUsed = defineCheck({
  id: 'lock/not-used',
  since: '0.1',
  title: 'State is written without any lock',
  severity: 'medium',
  remediation:
    'Set `use_lockfile = true` in the S3 backend (Terraform 1.10, OpenTofu 1.10 or newer): two runs at once lose updates. If the runs lock with a DynamoDB table, name it as lockTable of the source.',
  needs: ['lockFile', 'tableLock', 'digest', 'state', 'holds'],
  options: z.object({
    unlockedWrites: z
      .int()
      .min(2)
      .max(20)
      .prefault(5)
      .describe('How many versions there have to be, and no trace of a lock, before this is told.'),
  }),
  *evaluate({ lockFile, tableLock, digest, state, holds }, { options }): Iterable<Observation> {
    if (state === null || !state.exists || holds === null) return;
    if (lockFile !== null || tableLock !== null || digest !== null || holds.holds.length > 0) return;
    if (state.writes.length < options.unlockedWrites) return;
    yield {
      location: '',
      message: 'The state was written again and again, and there is no trace of a lock: no lock file, no digest.',
      evidence: { writes: state.writes.slice(0, options.unlockedWrites) },
    };
  },
});

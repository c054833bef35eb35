import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';
import { isRollback } from '../rollback.ts';

export const downgraded = defineCheck({
  id: 'release/downgraded',
  since: '0.1',
  title: 'Environment went back to an older release',
  severity: 'medium',
  remediation: 'Find out why it was rolled back, fix it in a new release, and deploy that.',
  needs: ['deployment', 'lineage'],
  options: z.object({}),
  *evaluate({ deployment, lineage }): Iterable<Observation> {
    const last = lineage.at(-1);
    if (deployment === null || last === undefined || !isRollback(lineage)) return;
    yield {
      location: '',
      message: `${deployment.environment} went back from ${last.from ?? 'another release'} to ${last.to} at ${last.at}.`,
      evidence: {
        repository: deployment.repository,
        from: last.from,
        to: last.to,
        at: last.at,
        serial: last.serial,
        by: last.by,
      },
    };
  },
});

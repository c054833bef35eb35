import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';
import { isRollback } from '../rollback.ts';

export const unverifiedRollback = defineCheck({
  id: 'release/unverified-rollback',
  since: '0.1',
  title: 'Environment went back to a release that nobody verified',
  severity: 'high',
  remediation: 'Deploy a release that is marked as verified, or verify this one and mark it.',
  needs: ['deployment', 'release', 'lineage'],
  options: z.object({}),
  *evaluate({ deployment, release, lineage }): Iterable<Observation> {
    const last = lineage.at(-1);
    if (deployment === null || release === null || last === undefined || !isRollback(lineage)) return;
    if (deployment.verifiedTag === null || release.verified !== false) return;
    const mark = deployment.verifiedTag.replace('*', () => release.tag ?? release.text);
    yield {
      location: '',
      message: `${deployment.environment} was rolled back to ${last.to} at ${last.at}, which no tag ${mark} marks as verified.`,
      evidence: { repository: deployment.repository, from: last.from, to: last.to, at: last.at, mark },
    };
  },
});

import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const forcePushAllowed = defineCheck({
  id: 'repo/force-push-allowed',
  since: '0.1',
  title: 'History of the release branch can be rewritten',
  severity: 'high',
  remediation: 'Block force pushes to the branch.',
  needs: ['forcePush'],
  options: z.object({}),
  *evaluate({ forcePush }): Iterable<Observation> {
    for (const { repository, branch, allowed, rules } of forcePush) {
      if (!allowed) continue;
      yield {
        location: branch,
        message: `Force pushes to the branch ${branch} of ${repository} are allowed: reviewed commits can be replaced.`,
        evidence: { repository, branch, rules },
      };
    }
  },
});

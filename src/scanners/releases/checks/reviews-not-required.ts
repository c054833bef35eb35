import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const reviewsNotRequired = defineCheck({
  id: 'repo/reviews-not-required',
  since: '0.1',
  title: 'Release branch takes changes without a review',
  severity: 'high',
  remediation: 'Require approvals before a change is merged into the branch.',
  needs: ['reviews'],
  options: z.object({
    requiredApprovals: z.int().min(1).max(10).prefault(1).describe('Approvals that a change needs at least.'),
  }),
  *evaluate({ reviews }, { options }): Iterable<Observation> {
    for (const { repository, branch, approvals, rules } of reviews) {
      if (approvals >= options.requiredApprovals) continue;
      yield {
        location: branch,
        message:
          approvals === 0
            ? `Changes reach the branch ${branch} of ${repository} without an approval.`
            : `Changes reach the branch ${branch} of ${repository} with ${approvals} of ${options.requiredApprovals} approvals.`,
        evidence: { repository, branch, approvals, required: options.requiredApprovals, rules },
      };
    }
  },
});

import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const unprotectedBranch = defineCheck({
  id: 'repo/unprotected-branch',
  since: '0.1',
  title: 'Release branch is not protected',
  severity: 'high',
  remediation: 'Protect the branch on its host: no direct pushes, reviews required, no force pushes.',
  needs: ['branches'],
  options: z.object({}),
  *evaluate({ branches }): Iterable<Observation> {
    for (const { repository, branch, isProtected, exists } of branches) {
      if (isProtected) continue;
      yield {
        location: branch,
        message: exists
          ? `Nothing protects the branch ${branch} of ${repository}: whoever may push can put anything there.`
          : `There is no branch ${branch} in ${repository}, from which releases are made.`,
        evidence: { repository, branch, exists },
      };
    }
  },
});

import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const commitNotOnBranch = defineCheck({
  id: 'release/commit-not-on-branch',
  since: '0.1',
  title: 'Released commit is on no protected branch',
  severity: 'high',
  remediation:
    'Merge the commit through a reviewed change, release it from the protected branch, and deploy that release.',
  needs: ['deployment', 'release', 'reach'],
  options: z.object({}),
  *evaluate({ deployment, release, reach }): Iterable<Observation> {
    if (deployment === null || release === null || reach === null || reach.reached) return;
    yield {
      location: '',
      message: `The commit of ${release.tag ?? release.text} is on none of the protected branches (${reach.branches.join(', ')}): nobody had to review it.`,
      evidence: {
        repository: deployment.repository,
        tag: release.tag,
        commit: reach.commit,
        branches: reach.branches,
      },
    };
  },
});

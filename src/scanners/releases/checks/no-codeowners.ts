import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const noCodeowners = defineCheck({
  id: 'repo/no-codeowners',
  since: '0.1',
  title: 'Repository names no code owners',
  severity: 'low',
  remediation: 'Add a CODEOWNERS file that names who reviews the folders of production and of shared modules.',
  needs: ['codeOwners'],
  options: z.object({}),
  *evaluate({ codeOwners }): Iterable<Observation> {
    if (codeOwners === null || codeOwners.found !== null) return;
    const { repository, branch, paths } = codeOwners;
    yield {
      location: '',
      message: `There is no CODEOWNERS file on ${branch} of ${repository}: whoever may approve can approve everything.`,
      evidence: { repository, branch, paths },
    };
  },
});

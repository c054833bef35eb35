import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const layout = defineCheck({
  id: 'repo/layout',
  since: '0.1',
  title: 'Repository lacks a folder that it should have',
  severity: 'low',
  remediation: 'Bring the repository into the agreed layout, or correct layout of the repository in the configuration.',
  needs: ['layout'],
  options: z.object({}),
  *evaluate({ layout: found }): Iterable<Observation> {
    if (found === null) return;
    for (const { folder, kind } of found.missing) {
      yield {
        location: folder,
        message: `There is no folder ${folder} on ${found.branch} of ${found.repository}.`,
        evidence: { repository: found.repository, branch: found.branch, folder, kind },
      };
    }
  },
});

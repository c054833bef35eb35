import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const untagged = defineCheck({
  id: 'release/untagged',
  since: '0.1',
  title: 'Deployed version has no tag',
  severity: 'high',
  remediation:
    'Find out what was deployed and by whom, then deploy a release that is tagged, or tag the commit that runs once it was reviewed.',
  needs: ['deployment', 'release', 'told'],
  options: z.object({}),
  *evaluate({ deployment, release, told }): Iterable<Observation> {
    if (deployment === null || release === null || release.tag !== null) return;
    const { text, kind } = release;
    yield {
      location: '',
      message: `${deployment.environment} runs ${text}, which no release tag of ${deployment.repository} names.`,
      evidence: {
        repository: deployment.repository,
        version: text,
        kind,
        from: told.find((one) => one.text !== null)?.from ?? null,
      },
    };
  },
});

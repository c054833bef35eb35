import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const versionUnknown = defineCheck({
  id: 'release/version-unknown',
  since: '0.1',
  title: 'Nobody can tell which version is deployed',
  severity: 'medium',
  remediation:
    'Let the deployment write its version where scanners.releases.deployments looks for it, such as an output `version`, or correct the place.',
  needs: ['deployment', 'told', 'release'],
  options: z.object({}),
  *evaluate({ deployment, told, release }): Iterable<Observation> {
    if (deployment === null || release !== null) return;
    yield {
      location: '',
      message: `No place tells which version of ${deployment.repository} runs here: ${deployment.asked.join(', ')}.`,
      evidence: {
        repository: deployment.repository,
        places: told.map(({ from, why }) => ({ place: from, because: why })),
      },
    };
  },
});

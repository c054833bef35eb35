import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const prereleaseInProduction = defineCheck({
  id: 'release/prerelease-in-production',
  since: '0.1',
  title: 'Production runs a pre-release',
  severity: 'high',
  remediation: 'Deploy the release that followed, or the last one before.',
  needs: ['deployment', 'release'],
  options: z.object({}),
  *evaluate({ deployment, release }, { environment }): Iterable<Observation> {
    if (deployment === null || release === null || !release.prerelease) return;
    if (environment.criticality !== 'production') return;
    const { tag, text, version } = release;
    yield {
      location: '',
      message: `${deployment.environment} runs ${tag ?? text}, which is a pre-release.`,
      evidence: { repository: deployment.repository, version, tag },
    };
  },
});

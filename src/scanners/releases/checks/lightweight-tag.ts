import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const lightweightTag = defineCheck({
  id: 'release/lightweight-tag',
  since: '0.1',
  title: 'Tag of the deployed release is not annotated',
  severity: 'medium',
  remediation:
    'Tag releases with `git tag -a` (or -s), so that the tag says who made it, when, and what is deployed with it.',
  needs: ['deployment', 'release'],
  options: z.object({}),
  *evaluate({ deployment, release }): Iterable<Observation> {
    if (deployment === null || release === null || release.tag === null || release.annotated) return;
    yield {
      location: '',
      message: `The tag ${release.tag} is a bare name: it tells neither who released it nor what belongs to it.`,
      evidence: { repository: deployment.repository, tag: release.tag, commit: release.commit },
    };
  },
});

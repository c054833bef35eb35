import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const checksumMissing = defineCheck({
  id: 'release/checksum-missing',
  since: '0.1',
  title: 'Tag tells no checksum of what is deployed with it',
  severity: 'medium',
  remediation: 'Put the line that `statewarden manifest` prints at the end of the tag message.',
  needs: ['deployment', 'annotation'],
  options: z.object({}),
  *evaluate({ deployment, annotation }): Iterable<Observation> {
    if (deployment === null || annotation === null || annotation.checksum !== null) return;
    const { tag, checksumDamaged } = annotation;
    yield {
      location: '',
      message: checksumDamaged
        ? `The Manifest-SHA256 trailer of the tag ${tag} is no SHA-256, or there are several.`
        : `The tag ${tag} has no Manifest-SHA256 trailer: what is deployed can't be held against it.`,
      evidence: { repository: deployment.repository, tag, problem: checksumDamaged ? 'damaged' : 'missing' },
    };
  },
});

import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { matches } from '../options.ts';

export const untrustedTagger = defineCheck({
  id: 'release/untrusted-tagger',
  since: '0.1',
  title: 'Release was tagged by somebody else than the pipeline',
  severity: 'high',
  remediation:
    'Ask who made the tag, review what it points to, and let the pipeline release it again; or add the address to trustedTaggers.',
  needs: ['deployment', 'annotation'],
  options: z.object({}),
  *evaluate({ deployment, annotation }): Iterable<Observation> {
    if (deployment === null || annotation === null || deployment.trustedTaggers === null) return;
    const { tag, tagger } = annotation;
    if (tagger !== null && matches(deployment.trustedTaggers, tagger.email)) return;
    const who = tagger === null ? null : plainText(`${tagger.name} <${tagger.email}>`);
    yield {
      location: '',
      message: `${who ?? 'Somebody unknown'} made the tag ${tag}, who is none of those who may release.`,
      evidence: { repository: deployment.repository, tag, tagger: who, at: tagger?.at ?? null },
    };
  },
});

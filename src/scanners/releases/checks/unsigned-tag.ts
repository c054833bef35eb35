import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';

const problems = {
  none: 'is not signed',
  untrusted: 'is signed with a key that is not trusted',
  invalid: 'has a signature that is not of this tag',
} as const;

export const unsignedTag = defineCheck({
  id: 'release/unsigned-tag',
  since: '0.1',
  title: 'Release tag has no signature that counts',
  severity: 'high',
  remediation: 'Let the pipeline sign its tags (`git tag -s`) with a key of trustedKeys, and release again.',
  needs: ['deployment', 'annotation'],
  options: z.object({}),
  *evaluate({ deployment, annotation }): Iterable<Observation> {
    if (deployment === null || annotation === null || deployment.trustedKeys === null) return;
    const { tag, signature, key } = annotation;
    if (signature === 'trusted' || signature === 'unverifiable') return;
    yield {
      location: '',
      message: `The tag ${tag} ${problems[signature]}.`,
      evidence: {
        repository: deployment.repository,
        tag,
        problem: signature === 'none' ? 'unsigned' : signature,
        key: key === null ? null : plainText(key, 100),
      },
      ...(signature === 'invalid' ? { severity: 'critical' as const } : {}),
    };
  },
});

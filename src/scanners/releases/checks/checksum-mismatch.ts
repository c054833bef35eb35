import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const checksumMismatch = defineCheck({
  id: 'release/checksum-mismatch',
  since: '0.1',
  title: 'What is deployed is not what was tagged',
  severity: 'critical',
  remediation:
    'Find out how the deployed files came to differ from the tagged ones, then deploy the release again from a fresh checkout of its tag.',
  needs: ['deployment', 'annotation', 'manifest'],
  options: z.object({}),
  *evaluate({ deployment, annotation, manifest }): Iterable<Observation> {
    if (deployment === null || annotation === null || manifest === null || annotation.checksum === null) return;
    const { tag, checksum } = annotation;
    if (manifest.sha256 === checksum) return;
    const evidence = { repository: deployment.repository, tag, tagged: checksum, deployed: manifest.sha256 };
    yield manifest.sha256 === null
      ? {
          location: '',
          message: `There is no manifest in ${manifest.from}: nobody can tell whether what ${tag} deployed is what was tagged.`,
          evidence: { ...evidence, from: manifest.from },
          severity: 'medium',
        }
      : {
          location: '',
          message: `The manifest that was deployed as ${tag} is not the one that the tag signs off.`,
          evidence: { ...evidence, from: manifest.from },
        };
  },
});

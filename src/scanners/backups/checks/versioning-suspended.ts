import * as z from 'zod';
import { shellWord } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';

export const versioningSuspended = defineCheck({
  id: 'backup/versioning-suspended',
  since: '0.1',
  title: 'Versioning of the bucket is suspended',
  severity: 'high',
  remediation: 'Turn versioning on again: since it was suspended, each write of a state overwrites the one before it.',
  needs: ['place', 'versioning'],
  options: z.object({}),
  *evaluate({ place, versioning }) {
    if (place === null || versioning?.status !== 'suspended') return;
    const { bucket } = place;
    yield {
      location: '',
      message: `Versioning of ${bucket} is suspended: older versions are still there, but no new ones are kept.`,
      evidence: { bucket },
      remediation: `\`aws s3api put-bucket-versioning --bucket ${shellWord(bucket)} --versioning-configuration Status=Enabled\`. Then find out who suspended it.`,
    };
  },
});

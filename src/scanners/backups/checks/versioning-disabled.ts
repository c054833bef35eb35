import * as z from 'zod';
import { shellWord } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';

export const versioningDisabled = defineCheck({
  id: 'backup/versioning-disabled',
  since: '0.1',
  title: 'Bucket keeps no earlier versions',
  severity: 'high',
  remediation: 'Turn on versioning of the bucket: without it a bad write, or a deletion, can not be undone.',
  needs: ['place', 'versioning'],
  options: z.object({}),
  *evaluate({ place, versioning }) {
    if (place === null || versioning?.status !== 'off') return;
    const { bucket } = place;
    yield {
      location: '',
      message: `Versioning of ${bucket} was never turned on: each write of a state destroys the one before it.`,
      evidence: { bucket },
      remediation: `\`aws s3api put-bucket-versioning --bucket ${shellWord(bucket)} --versioning-configuration Status=Enabled\`. It keeps what is written from then on.`,
    };
  },
});

import * as z from 'zod';
import { defineCheck } from '../facts.ts';

export const noObjectLock = defineCheck({
  id: 'backup/no-object-lock',
  since: '0.1',
  title: 'Versions of states can be deleted for good',
  severity: 'info',
  remediation:
    'Turn on Object Lock with a default retention (governance is enough): it keeps versions from being deleted, also by someone who stole a role. Terraform before 1.10.1 cannot put lock files into such a bucket.',
  needs: ['place', 'objectLock'],
  options: z.object({}),
  *evaluate({ place, objectLock }) {
    if (place === null || objectLock !== false) return;
    yield {
      location: '',
      message: `${place.bucket} has no Object Lock: whoever may delete versions can delete every one of them.`,
      evidence: { bucket: place.bucket },
    };
  },
});

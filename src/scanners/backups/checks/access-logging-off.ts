import * as z from 'zod';
import { defineCheck } from '../facts.ts';

export const accessLoggingOff = defineCheck({
  id: 'backup/access-logging-off',
  since: '0.1',
  title: 'Nobody can tell who read or wrote a state',
  severity: 'info',
  remediation:
    'Turn on server access logs of the bucket, or data events of CloudTrail for it, which Statewarden cannot see.',
  needs: ['place', 'accessLogging'],
  options: z.object({}),
  *evaluate({ place, accessLogging }) {
    if (place === null || accessLogging !== false) return;
    yield {
      location: '',
      message: `${place.bucket} writes no access logs: after a leak nobody can tell what was read.`,
      evidence: { bucket: place.bucket },
    };
  },
});

import * as z from 'zod';
import { defineCheck } from '../facts.ts';

export const historyGap = defineCheck({
  id: 'backup/history-gap',
  since: '0.1',
  title: 'Versions of a state were deleted',
  severity: 'medium',
  remediation:
    'Find out who deleted them (s3:DeleteObjectVersion in CloudTrail data events or access logs): lifecycle rules take the oldest first, and these were not. Purging a leaked secret is a good reason, and looks the same.',
  needs: ['removed'],
  options: z.object({}),
  *evaluate({ removed }) {
    if (removed.length === 0) return;
    yield {
      location: '',
      message: `${removed.length} of the versions that were there at an earlier scan are gone, though older ones are left.`,
      evidence: { versions: removed.slice(0, 10).map(({ modifiedAt, serial }) => ({ modifiedAt, serial })) },
    };
  },
});

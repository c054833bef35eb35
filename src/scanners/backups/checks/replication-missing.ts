import * as z from 'zod';
import { defineCheck } from '../facts.ts';

export const replicationMissing = defineCheck({
  id: 'backup/replication-missing',
  since: '0.1',
  title: 'States are kept in one bucket only',
  severity: 'low',
  remediation:
    'Replicate the bucket to another region or account: a lost bucket, region or account takes its versions along.',
  needs: ['place', 'replication'],
  options: z.object({}),
  *evaluate({ place, replication }) {
    if (place === null || replication === null || replication.length > 0) return;
    yield {
      location: '',
      message: `${place.bucket} is replicated nowhere.`,
      evidence: { bucket: place.bucket },
    };
  },
});

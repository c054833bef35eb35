import * as z from 'zod';
import { durationSchema } from '../../../config/duration.ts';
import { shellWord } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';

export const replicationFailed = defineCheck({
  id: 'backup/replication-failed',
  since: '0.1',
  title: 'S3 did not replicate the state',
  severity: 'high',
  remediation:
    'S3 never tries again by itself. Look at the role of the replication and at the key of the other bucket, then write the state anew or run S3 Batch Replication.',
  needs: ['current'],
  options: z.object({
    replicationPendingAfter: durationSchema
      .prefault('1h')
      .describe('Replication of a version that has been pending for longer than this is told.'),
  }),
  *evaluate({ current }, { options, now }) {
    if (current === null || (current.replication !== 'failed' && current.replication !== 'pending')) return;
    const { replication: status, modifiedAt, key } = current;
    const age = now.getTime() - Date.parse(modifiedAt);
    if (status === 'pending' && age <= options.replicationPendingAfter) return;
    const { hostname } = new URL(current.sourceLocation);
    yield {
      location: '',
      message:
        status === 'failed'
          ? `S3 failed to replicate the version of ${modifiedAt}, and will not try again.`
          : `S3 has not replicated the version of ${modifiedAt} yet.`,
      evidence: { status, versionModifiedAt: modifiedAt },
      remediation: `\`aws s3api get-bucket-replication --bucket ${shellWord(hostname)}\` names the role and the other bucket: the role may lack s3:ReplicateObject or a use of the keys. Once it works, \`aws s3 cp ${shellWord(`s3://${hostname}/${key}`)} ${shellWord(`s3://${hostname}/${key}`)} --metadata-directive REPLACE\` with no lock held, or S3 Batch Replication, replicates what was left out.`,
    };
  },
});

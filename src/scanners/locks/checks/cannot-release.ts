import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { deniesRelease } from '../../bucket-policy.ts';
import { defineCheck } from '../facts.ts';

export const cannotRelease = defineCheck({
  id: 'lock/cannot-release',
  since: '0.1',
  title: 'Bucket policy keeps locks from being released',
  severity: 'high',
  remediation:
    'Leave lock files out of the statement that denies s3:DeleteObject: `"NotResource": "arn:aws:s3:::BUCKET/*.tflock"` in place of its Resource. States stay protected.',
  needs: ['policy'],
  options: z.object({}),
  *evaluate({ policy }): Iterable<Observation> {
    if (policy === null || policy.text === null) return;
    for (const { id, conditional } of deniesRelease(policy.text, policy.bucket)) {
      yield {
        location: id,
        message: `Statement ${id} of the policy of ${policy.bucket} lets lock files be written${conditional ? ', but not everybody delete them' : ', but nobody delete them'}: the next run hangs.`,
        evidence: { bucket: policy.bucket, statement: id, conditional },
        ...(conditional ? { severity: 'low' as const } : {}),
      };
    }
  },
});

import * as z from 'zod';
import { requiresTls } from '../../bucket-policy.ts';
import { defineCheck } from '../facts.ts';

export const insecureTransport = defineCheck({
  id: 'backup/insecure-transport',
  since: '0.1',
  title: 'States may be read without TLS',
  severity: 'low',
  remediation:
    'Add a statement to the policy of the bucket that denies s3:* to everybody where aws:SecureTransport is false, for the bucket and its objects.',
  needs: ['place', 'policy'],
  options: z.object({}),
  *evaluate({ place, policy }) {
    if (place === null || policy === null || requiresTls(policy.text ?? '', place.bucket)) return;
    yield {
      location: '',
      message: `The policy of ${place.bucket} does not refuse requests without TLS.`,
      evidence: { bucket: place.bucket, hasPolicy: policy.text !== null },
    };
  },
});

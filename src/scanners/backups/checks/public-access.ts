import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { shellWord } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';

export const publicAccess = defineCheck({
  id: 'backup/public-access',
  since: '0.1',
  title: 'Bucket of states is, or may become, public',
  severity: 'critical',
  remediation: 'Turn on all four settings of Block Public Access of the bucket.',
  needs: ['place', 'publicAccess'],
  options: z.object({}),
  *evaluate({ place, publicAccess: access }): Iterable<Observation> {
    if (place === null || access === null || (access.blocked && !access.isPublic)) return;
    const { bucket } = place;
    yield {
      location: '',
      message: access.isPublic
        ? `The policy of ${bucket} is public: everybody can read states, and the secrets in them.`
        : `${bucket} does not block public access: one wrong policy or ACL makes its states public.`,
      evidence: { bucket, isPublic: access.isPublic, blocked: access.blocked },
      // The account may block it for all buckets.
      ...(access.isPublic ? {} : { severity: 'low' as const }),
      remediation: `\`aws s3api put-public-access-block --bucket ${shellWord(bucket)} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true\`${access.isPublic ? ', then take every secret of these states for known, and rotate it' : ''}.`,
    };
  },
});

import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { ofKind, placed, placeText } from '../of-kind.ts';
import { severityOf } from '../severity.ts';

export const cloudKey = defineCheck({
  id: 'secret/cloud-key',
  since: '0.1',
  title: 'AWS access key in the state',
  severity: 'critical',
  remediation:
    'Deactivate the key: `aws iam update-access-key --access-key-id ID --status Inactive`. Look in CloudTrail for what it was used for, delete it, and give the workload a role in its place.',
  needs: ['candidates'],
  options: z.object({}),
  *evaluate({ candidates }, context) {
    for (const candidate of ofKind(candidates, 'cloud-key')) {
      const { prefix, path } = candidate;
      const isTemporary = prefix === 'ASIA';
      yield {
        ...placed(candidate),
        message: `${placeText(candidate)} holds the secret of an AWS access key${isTemporary ? ' that expires by itself' : ''}.`,
        evidence: { path: plainText(path), keyIdPrefix: prefix },
        severity: severityOf(candidate, context),
      };
    }
  },
});

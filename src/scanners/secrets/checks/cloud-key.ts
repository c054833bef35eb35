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
    'Best give the workload a role, so that there is no key. If it has to have one, make a second: `aws iam create-access-key --user-name USER`. Deploy it, then switch this one off: `aws iam update-access-key --user-name USER --access-key-id ID --status Inactive`. Look in CloudTrail for what it was used for, and when nothing misses it for some days: `aws iam delete-access-key --user-name USER --access-key-id ID`.',
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

import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { ofKind, placed, placeText } from '../of-kind.ts';
import { severityOf } from '../severity.ts';
import { remediationOf } from '../ways-out/remediation.ts';

const rotation = 'Then change the secret: earlier versions of the state still hold this one.';

export const sensitiveAttribute = defineCheck({
  id: 'secret/sensitive-attribute',
  since: '0.1',
  title: 'Sensitive attribute in plain text',
  severity: 'medium',
  remediation:
    'Use the write-only form of the attribute (`_wo`, Terraform 1.11) or let the service keep the secret itself, then change the secret: earlier versions of the state still hold it.',
  needs: ['candidates'],
  options: z.object({}),
  *evaluate({ candidates }, context) {
    for (const candidate of ofKind(candidates, 'sensitive-attribute')) {
      const { path, type, declaredBy } = candidate;
      yield {
        ...placed(candidate),
        message: `${placeText(candidate)} stands in the state in plain text.`,
        evidence: { path: plainText(path), type: plainText(type), declaredBy },
        severity: severityOf(candidate, context),
        remediation: remediationOf(candidate, rotation),
      };
    }
  },
});

import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { ofKind, placed, placeText } from '../of-kind.ts';
import { severityOf } from '../severity.ts';

export const sensitiveOutput = defineCheck({
  id: 'secret/sensitive-output',
  since: '0.1',
  title: 'Sensitive output in plain text',
  severity: 'medium',
  remediation:
    'Remove the output, or put out where the secret is kept (the ARN of a secret) in place of the secret. That it is marked sensitive only hides it on the terminal.',
  needs: ['candidates'],
  options: z.object({}),
  *evaluate({ candidates }, context) {
    for (const candidate of ofKind(candidates, 'sensitive-output')) {
      yield {
        ...placed(candidate),
        message: `${placeText(candidate)} stands in the state in plain text.`,
        evidence: { output: plainText(candidate.address ?? candidate.pointer) },
        severity: severityOf(candidate, context),
      };
    }
  },
});

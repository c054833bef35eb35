import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { ofKind, placed, placeText } from '../of-kind.ts';

export const ownPattern = defineCheck({
  id: 'secret/own-pattern',
  since: '0.1',
  title: 'Secret that an own pattern tells of',
  severity: 'high',
  remediation:
    'Revoke the secret where it was given out, look there for what it was used for, and keep its successor in a secret store that the workload reads: earlier versions of the state still hold this one.',
  needs: ['candidates'],
  options: z.object({}),
  *evaluate({ candidates }) {
    for (const candidate of ofKind(candidates, 'own-pattern')) {
      const { pattern, severity, description, path } = candidate;
      const more = description === null ? '' : `: ${description}`;
      yield {
        ...placed(candidate),
        message: `${placeText(candidate)} holds what the pattern ${pattern} tells of${more}${more.endsWith('.') ? '' : '.'}`,
        evidence: { path: plainText(path), pattern },
        severity,
      };
    }
  },
});

import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { ofKind, placed, placeText } from '../of-kind.ts';
import { hasEnded, severityOf } from '../severity.ts';
import { remediationOf } from '../ways-out/remediation.ts';

const rotation =
  'Let the text name the secret in place of holding it, then change the credential: earlier versions of the state still hold this one.';

export const embedded = defineCheck({
  id: 'secret/embedded',
  since: '0.1',
  title: 'Credential inside another text',
  severity: 'medium',
  remediation:
    'Change the credential, then let the workload read it from a secret store when it starts: a role that may read one secret in place of user data, container definitions or values of a chart that hold it.',
  needs: ['candidates'],
  options: z.object({}),
  *evaluate({ candidates }, context) {
    for (const candidate of ofKind(candidates, 'embedded')) {
      const { meaning, count, hashed, expiresAt, path } = candidate;
      const isOver = hasEnded(expiresAt, context.now);
      const what = hashed ? 'the hash of a password' : `what its name or its looks say is a ${meaning}`;
      const ended = isOver ? `, which ended at ${expiresAt}` : '';
      const more = count > 1 ? `, one of ${count} credentials in that text` : '';
      yield {
        ...placed(candidate),
        message: `${placeText(candidate)} holds ${what}${ended}${more}.`,
        evidence: { path: plainText(path), meaning, hashed, expiresAt, credentials: count },
        severity: severityOf(candidate, context),
        remediation: remediationOf(candidate, rotation),
      };
    }
  },
});

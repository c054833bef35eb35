import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { ofKind, placed, placeText } from '../of-kind.ts';
import { hasEnded, severityOf } from '../severity.ts';
import { remediationOf } from '../ways-out/remediation.ts';

const rotation =
  'Then change the credential, at the service that takes it first if it takes two, and deploy it: earlier versions of the state still hold this one.';

export const credentialValue = defineCheck({
  id: 'secret/credential-value',
  since: '0.1',
  title: 'Credential in plain text',
  severity: 'medium',
  remediation:
    'Change the credential, then keep it out of the state: give the name of a secret (Secrets Manager, Parameter Store, Vault) and let the workload read it at start, or use a write-only argument or an ephemeral resource (Terraform 1.11, OpenTofu 1.11).',
  needs: ['candidates'],
  options: z.object({}),
  *evaluate({ candidates }, context) {
    for (const candidate of ofKind(candidates, 'credential-value')) {
      const { meaning, hashed, expiresAt, path } = candidate;
      const isOver = hasEnded(expiresAt, context.now);
      const what = hashed ? 'the hash of a password' : `what its name or its looks say is a ${meaning}`;
      yield {
        ...placed(candidate),
        message: `${placeText(candidate)} holds ${what}${isOver ? `, which ended at ${expiresAt}` : ''}.`,
        evidence: { path: plainText(path), meaning, hashed, expiresAt },
        severity: severityOf(candidate, context),
        remediation: remediationOf(candidate, rotation),
      };
    }
  },
});

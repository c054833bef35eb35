import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { ofKind, placed, placeText } from '../of-kind.ts';
import { severityOf } from '../severity.ts';
import { remediationOf } from '../ways-out/remediation.ts';

const rotation =
  'Then replace the key pair: make a new one, let everything that trusts the old public half trust the new one too, deploy it, take the old one out of use, and have its certificate revoked.';

export const privateKey = defineCheck({
  id: 'secret/private-key',
  since: '0.1',
  title: 'Private key in the state',
  severity: 'critical',
  remediation:
    'Replace the key pair and take the old one out of use, then keep the private half out of the state: let the service that uses it make it, or read it from a secret store with an ephemeral resource (Terraform 1.10, OpenTofu 1.11).',
  needs: ['candidates'],
  options: z.object({}),
  *evaluate({ candidates }, context) {
    for (const candidate of ofKind(candidates, 'private-key')) {
      const { format, encrypted, path } = candidate;
      yield {
        ...placed(candidate),
        message: `${placeText(candidate)} holds a private key${encrypted ? ', protected by a passphrase' : ''}.`,
        evidence: { path: plainText(path), format, encrypted },
        severity: severityOf(candidate, context),
        remediation: remediationOf(candidate, rotation),
      };
    }
  },
});

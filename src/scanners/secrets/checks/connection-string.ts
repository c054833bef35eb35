import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { ofKind, placed, placeText } from '../of-kind.ts';
import { hasEnded, severityOf } from '../severity.ts';
import { remediationOf } from '../ways-out/remediation.ts';

const what = {
  address: 'an address with a password in it',
  settings: 'the settings of a connection with a password or a key in them',
  signature: 'a signed address that opens what it names',
};

const changed = 'earlier versions of the state still hold this one.';
const rotations = {
  address: `Leave the password out of the address, or log in with a role (IAM database authentication), then change it: ${changed}`,
  settings: `Leave the password out of the settings, or log in with an identity of the cloud, then change it: ${changed}`,
  signature: `Have addresses signed when they are used, and end this one: change the key that signed it, or the rights of who did.`,
};

export const connectionString = defineCheck({
  id: 'secret/connection-string',
  since: '0.1',
  title: 'Password in a connection string',
  severity: 'high',
  remediation:
    'Change the password, then leave it out of the address: let the application read it from a secret store, or log in with a role (IAM database authentication).',
  needs: ['candidates'],
  options: z.object({}),
  *evaluate({ candidates }, context) {
    for (const candidate of ofKind(candidates, 'connection-string')) {
      const { scheme, form, expiresAt, path } = candidate;
      const isOver = hasEnded(expiresAt, context.now);
      yield {
        ...placed(candidate),
        message: `${placeText(candidate)} holds ${what[form]}${isOver ? `, which ended at ${expiresAt}` : ''}.`,
        evidence: { path: plainText(path), scheme: scheme === null ? null : plainText(scheme), form, expiresAt },
        severity: severityOf(candidate, context),
        remediation: remediationOf(candidate, rotations[form]),
      };
    }
  },
});

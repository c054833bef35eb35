import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { ofKind, placed, placeText } from '../of-kind.ts';

export const connectionString = defineCheck({
  id: 'secret/connection-string',
  since: '0.1',
  title: 'Password in a connection string',
  severity: 'high',
  remediation:
    'Change the password, then leave it out of the address: let the application read it from a secret store, or log in with a role (IAM database authentication).',
  needs: ['candidates'],
  options: z.object({}),
  *evaluate({ candidates }) {
    for (const candidate of ofKind(candidates, 'connection-string')) {
      const { scheme, path } = candidate;
      yield {
        ...placed(candidate),
        message: `${placeText(candidate)} holds an address with a password in it.`,
        evidence: { path: plainText(path), scheme: plainText(scheme) },
      };
    }
  },
});

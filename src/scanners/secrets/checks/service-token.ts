import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { ofKind, placed, placeText } from '../of-kind.ts';
import { severityOf } from '../severity.ts';
import type { TokenCategory } from '../token-formats/token-format.ts';
import { remediationOf } from '../ways-out/remediation.ts';
import { whereToRevoke } from '../ways-out/where-to-revoke.ts';

/** Where more can be said than to revoke it. */
const remediations: Partial<Record<TokenCategory, string>> = {
  cloud:
    'Revoke the token and look in the audit log of the cloud for what it was used for. Then let workloads log in with an identity of their own (managed identity, workload identity, OIDC in CI): nothing is left to be stored.',
  'source-host':
    'Revoke the token and look in the audit log for what it read and changed: repositories, keys, webhooks, releases. In its place use an app or OIDC, whose tokens end by themselves.',
  delivery:
    'Revoke the token and look through the runs since it was stored for one that nobody started. Let CI get short-lived tokens by OIDC in its place.',
  chat: 'Revoke the token, for a webhook make a new one and delete the old one, then look for messages that nobody sent.',
  payment:
    'Roll the key in the dashboard of the service and look through its log for requests that are not yours. Give its successor the few rights that it needs, and keep it in a secret store.',
  mail: 'Revoke the key and look for mail that nobody sent. Let its successor do nothing but send, and keep it in a secret store.',
  ai: 'Revoke the key, look through its usage, and set a limit on what its successor may cost. Keep it in a secret store that the workload reads.',
  'package-registry':
    'Revoke the token and look for versions that nobody published. In its place use trusted publishing (OIDC), or a token for one package.',
  identity:
    'Revoke the token, then change what could be read or made with it: users, secrets, keys. Look in the audit log for what that was.',
  database:
    'Revoke the token or change the password, look in the log of the database for logins that are not yours, and let the workload read the successor from a secret store.',
};

const anyRotation =
  'Revoke the token at the service, look there for what it was used for: earlier versions of the state still hold it.';

export const serviceToken = defineCheck({
  id: 'secret/service-token',
  since: '0.1',
  title: 'Token of a service in the state',
  severity: 'high',
  remediation:
    'Revoke the token at the service, look there for what it was used for, and keep its successor in a secret store that the workload reads: earlier versions of the state still hold this one.',
  needs: ['candidates'],
  options: z.object({}),
  *evaluate({ candidates }, context) {
    for (const candidate of ofKind(candidates, 'service-token')) {
      const { service, category, token, prefix, test, path } = candidate;
      const rotation = remediations[category] ?? anyRotation;
      const where = Object.hasOwn(whereToRevoke, service) ? whereToRevoke[service] : undefined;
      const revoke = where === undefined ? rotation : `${rotation} Most tokens of ${service} are revoked at ${where}.`;
      yield {
        ...placed(candidate),
        message: `${placeText(candidate)} holds a secret of ${service}: ${token}${test ? ', for its test mode' : ''}.`,
        evidence: { path: plainText(path), service, token, prefix },
        remediation: remediationOf(candidate, revoke),
        severity: severityOf(candidate, context),
      };
    }
  },
});

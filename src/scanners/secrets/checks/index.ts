import type { Check } from '../../scanner.ts';
import type { SecretFacts } from '../facts.ts';
import { cloudKey } from './cloud-key.ts';
import { connectionString } from './connection-string.ts';
import { credentialValue } from './credential-value.ts';
import { embedded } from './embedded.ts';
import { inHistory } from './in-history.ts';
import { ownPattern } from './own-pattern.ts';
import { privateKey } from './private-key.ts';
import { sensitiveAttribute } from './sensitive-attribute.ts';
import { sensitiveOutput } from './sensitive-output.ts';
import { serviceToken } from './service-token.ts';
import { stateUnencrypted } from './state-unencrypted.ts';
import { unsearched } from './unsearched.ts';

/** Every check of the secrets scanner. */
export const checks: readonly Check<SecretFacts>[] = [
  ownPattern,
  cloudKey,
  privateKey,
  connectionString,
  sensitiveAttribute,
  sensitiveOutput,
  embedded,
  credentialValue,
  serviceToken,
  inHistory,
  stateUnencrypted,
  unsearched,
];

import { SourceError } from '../../sources/errors.ts';
import { damagedScanError, encryptedScanError, scanErrorFrom } from '../source-scan-error.ts';
import type { SecretCandidate } from './candidate.ts';

/** The parts that the cases of this scanner are made of. */

const target = { source: 'main', id: 'data/terraform.tfstate' };

/** A place in a database instance. */
export const password = {
  address: 'aws_db_instance.main',
  pointer: '/resources/0/instances/0/attributes/password',
  location: 'aws_db_instance.main/attributes/password',
  path: 'password',
};

/** A place in a function's environment. */
export const variable = {
  address: 'module.api.aws_lambda_function.handler["eu"]',
  pointer: '/resources/3/instances/1/attributes/environment/0/variables/SETTING',
  location: 'module.api.aws_lambda_function.handler["eu"]/attributes/environment/0/variables/SETTING',
  path: 'environment[0].variables.SETTING',
};

/** A place in an output. */
export const output = {
  address: 'output.admin_password',
  pointer: '/outputs/admin_password/value',
  location: 'output.admin_password/value',
  path: 'value',
};

/** A place in the user data of an instance. */
export const userData = {
  address: 'aws_instance.web',
  pointer: '/resources/1/instances/0/attributes/user_data',
  location: 'aws_instance.web/attributes/user_data',
  path: 'user_data (base64, gzip) > write_files[0].content > DB_PASSWORD',
};

export function candidates(...all: readonly SecretCandidate[]): { readonly value: readonly SecretCandidate[] } {
  return { value: all };
}

/** One of each kind. */
export const oneOfEach: readonly SecretCandidate[] = [
  { ...password, kind: 'sensitive-attribute', type: 'aws_db_instance', declaredBy: 'provider' },
  { ...output, kind: 'sensitive-output' },
  { ...variable, kind: 'private-key', format: 'RSA', encrypted: false },
  { ...variable, kind: 'cloud-key', prefix: 'AKIA' },
  {
    ...variable,
    kind: 'service-token',
    service: 'GitHub',
    category: 'source-host',
    token: 'personal access token',
    prefix: 'ghp_',
    test: false,
  },
  { ...variable, kind: 'connection-string', scheme: 'postgres', form: 'address', expiresAt: null },
  { ...variable, kind: 'credential-value', meaning: 'password', hashed: false, expiresAt: null },
  { ...userData, kind: 'embedded', meaning: 'password', hashed: false, expiresAt: null, count: 1 },
];

/** Why nothing could be read: the permission is missing. */
export const denied = {
  unreadable: scanErrorFrom(
    new SourceError({
      location: 's3://acme-tfstate/data/terraform.tfstate',
      failure: 'denied',
      detail: 'access denied',
      permission: 's3:GetObject',
      action: 'Grant s3:GetObject to the role of the scanner.',
    }),
    target,
  ),
};

/** Why the contents can't be judged: the document is damaged. */
export const damaged = {
  unreadable: damagedScanError({ reason: 'truncated', detail: 'the document ends in the middle of a value' }, target),
};

/** Why the contents can't be judged: OpenTofu encrypted them. */
export const encrypted = { unreadable: encryptedScanError(target) };

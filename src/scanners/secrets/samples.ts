import { SourceError } from '../../sources/errors.ts';
import { damagedScanError, encryptedScanError, scanErrorFrom } from '../source-scan-error.ts';
import type { SecretCandidate } from './candidate.ts';
import type { EarlierSecret, EarlierSecrets, HoldingVersion } from './history/earlier-secrets.ts';
import type { History } from './history/read-history.ts';

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
  { ...variable, kind: 'own-pattern', pattern: 'acme-token', severity: 'high', description: null },
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
  { ...variable, kind: 'unsearched', limit: 'depth' },
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

/** An earlier version in a bucket, replaced the day before the cases. */
export function earlierVersion(changes: Partial<HoldingVersion> = {}): HoldingVersion {
  return {
    path: 'data/terraform.tfstate',
    s3VersionId: '3HL4kqtJlcpXroDTDmJ',
    modifiedAt: '2026-11-18T09:00:00.000Z',
    replacedAt: '2026-11-19T09:00:00.000Z',
    newer: 0,
    bytes: 4096,
    ...changes,
  };
}

/** The password of a database that stands in the state no longer. */
export function earlierSecret(changes: Partial<EarlierSecret> = {}): EarlierSecret {
  return { ...password, kind: 'sensitive-attribute', opens: 'something', versions: [earlierVersion()], ...changes };
}

/** What the versions before the current one hold, in a bucket. */
export function history(
  secrets: readonly EarlierSecret[],
  changes: Partial<EarlierSecrets> = {},
): { readonly value: History } {
  const place = {
    key: 'data/terraform.tfstate',
    bucket: 'acme-tfstate',
    sourceLocation: 's3://acme-tfstate/',
    copiedTo: [],
  };
  return { value: { earlier: { ...place, secrets, unread: 0, ...changes }, note: '' } };
}

/** Settings of the bucket: nothing removes versions, nothing copies them. */
export const noRules = { lifecycle: { value: [] }, replication: { value: [] } } as const;

/** Why a setting of the bucket could not be read. */
export function settingDenied(permission: string) {
  return {
    unreadable: scanErrorFrom(
      new SourceError({
        location: 's3://acme-tfstate',
        failure: 'denied',
        detail: 'access denied',
        permission,
        action: `Grant ${permission} to the role of the scanner.`,
      }),
      target,
    ),
  };
}

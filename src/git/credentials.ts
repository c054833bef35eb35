import * as z from 'zod';
import { sourceErrorFrom } from '../aws/errors.ts';
import { fromJson } from '../json-text.ts';
import { SourceError } from '../sources/errors.ts';
import type { AwsKeys } from './codecommit.ts';
import { RepositoryError } from './errors.ts';
import { SecretText } from './secret-text.ts';

/** Who we are to a host. */
export type Credential =
  /** `user` is null where the host decides which name goes with a token. */
  | { readonly kind: 'token'; readonly user: string | null; readonly token: SecretText }
  | {
      readonly kind: 'github-app';
      readonly appId: string;
      readonly installationId: string;
      readonly privateKey: SecretText;
    };

/** Reads the secret of an ARN. @throws RepositoryError */
export type ReadCredential = (arn: string, signal: AbortSignal) => Promise<Credential>;

const oneLine = z.string().regex(/^[\x21-\x7e]+$/);
const idOf = z.union([z.string().regex(/^[\w.-]+$/), z.int().positive().transform(String)]);
const secretSchema = z.union([
  z
    .strictObject({ appId: idOf, installationId: idOf, privateKey: z.string().includes('PRIVATE KEY') })
    .transform(({ appId, installationId, privateKey }): Credential => {
      return { kind: 'github-app', appId, installationId, privateKey: new SecretText(privateKey) };
    }),
  z
    .strictObject({ username: oneLine.optional(), token: oneLine })
    .transform(
      ({ username, token }): Credential => ({ kind: 'token', user: username ?? null, token: new SecretText(token) }),
    ),
]);

/**
 * What a secret's text says: a plain token, or JSON with `token` (and a `username` where the host asks for one), or with `appId`,
 * `installationId` and `privateKey` of a GitHub App.
 * @param arn of the secret, for the message
 * @throws RepositoryError, which holds no byte of the text
 */
export function parseCredential(arn: string, text: string): Credential {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') && oneLine.safeParse(trimmed).success)
    return { kind: 'token', user: null, token: new SecretText(trimmed) };
  const parsed = secretSchema.safeParse(fromJson(trimmed));
  if (parsed.success) return parsed.data;
  throw new RepositoryError({
    location: arn,
    failure: 'invalid',
    detail: 'the secret holds no credential that is known here',
    action:
      'Write the token alone, or {"token": "..."}, or {"username": "...", "token": "..."}, or {"appId": "...", "installationId": "...", "privateKey": "..."} of a GitHub App.',
  });
}

/** Reads a credential from AWS Secrets Manager, as whoever this process is. @throws RepositoryError */
export const readCredential: ReadCredential = async (arn, signal) => {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const [, , , region = ''] = arn.split(':');
  const client = new SecretsManagerClient({
    region,
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 20_000 },
  });
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }), { abortSignal: signal });
    return parseCredential(arn, SecretString ?? '');
  } catch (error) {
    throw secretError(arn, error);
  } finally {
    client.destroy();
  }
};

/** The keys of AWS that this process has, for CodeCommit at an address. @throws RepositoryError */
export async function readKeys(url: string): Promise<AwsKeys> {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  try {
    return await fromNodeProviderChain()();
  } catch (error) {
    throw awsError(url, error, 'codecommit:GitPull');
  }
}

function secretError(arn: string, error: unknown): unknown {
  if (error instanceof RepositoryError) return error;
  if (error instanceof Error && error.name === 'ResourceNotFoundException')
    return new RepositoryError(
      {
        location: arn,
        failure: 'not-found',
        detail: 'there is no such secret',
        action:
          'Check the ARN, its region and the six characters at its end; a secret that is scheduled for deletion counts as gone.',
      },
      { cause: error },
    );
  return awsError(arn, error, 'secretsmanager:GetSecretValue');
}

/** What AWS refused, as an error of a repository; the error itself where it is none of AWS. */
function awsError(location: string, error: unknown, permission: string): unknown {
  const told = sourceErrorFrom(error, { location, permission });
  if (!(told instanceof SourceError)) return error;
  const failure = told.failure === 'denied' || told.failure === 'throttled' ? told.failure : 'unavailable';
  const missing = failure === 'denied' ? { permission: told.permission ?? permission } : {};
  const detail = told.message.slice(location.length + 2);
  return new RepositoryError({ location, failure, detail, action: told.action, ...missing }, { cause: error });
}

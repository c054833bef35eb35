import { createHash, createHmac } from 'node:crypto';
import type { Login } from './identity.ts';
import { SecretText } from './secret-text.ts';

/** A repository in AWS CodeCommit. */
export interface CodeCommitRepository {
  readonly region: string;
  readonly name: string;
}

/** Keys of AWS, as the SDK finds them. */
export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** Null for addresses elsewhere. Source: AWS CodeCommit user guide, "Regions and Git connection endpoints". */
export function codeCommitOf(url: string): CodeCommitRepository | null {
  const { hostname, pathname } = new URL(url);
  const region = /^git-codecommit(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(hostname)?.[1];
  const name = /^\/v1\/repos\/([\w.-]+)$/.exec(pathname)?.[1];
  return region === undefined || name === undefined ? null : { region, name };
}

/**
 * Signs in with a role: the password is a signature of the address, good for a quarter of an hour.
 * Source: aws/git-remote-codecommit git_remote_codecommit/__init__.py `sign`, `git_url`; IAM user guide, "Create a signed AWS API request".
 */
export function codeCommitLogin(
  url: string,
  { region }: CodeCommitRepository,
  { accessKeyId, secretAccessKey, sessionToken }: AwsKeys,
  now: Date,
): NonNullable<Login> {
  const { hostname, pathname } = new URL(url);
  const time = now.toISOString().replace(/[-:]|\..*/g, '');
  const scope = `${time.slice(0, 8)}/${region}/codecommit/aws4_request`;
  const request = `GIT\n${pathname}\n\nhost:${hostname}\n\nhost\n`;
  const signed = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${createHash('sha256').update(request).digest('hex')}`;
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = scope.split('/').reduce<string | Buffer>((one, part) => hmac(one, part), `AWS4${secretAccessKey}`);
  const user = sessionToken === undefined ? accessKeyId : `${accessKeyId}%${sessionToken}`;
  return { user, token: new SecretText(`${time}Z${hmac(key, signed).toString('hex')}`) };
}

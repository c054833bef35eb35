import { codeCommitLogin, codeCommitOf } from './codecommit.ts';
import { type Credential, type ReadCredential, readKeys } from './credentials.ts';
import { appToken } from './github-app.ts';
import type { HttpClient } from './http.ts';
import type { SecretText } from './secret-text.ts';
import type { HostKind } from './settings.ts';

/** A user and a token, as git sends them; null: nobody in particular. The user of a role in AWS holds a part that is secret too. */
export type Login = { readonly user: string; readonly token: SecretText } | null;

/** Who we are to one host, looked up when it is first asked. */
export interface Identity {
  /** @throws RepositoryError */
  login(signal: AbortSignal): Promise<Login>;
  /** The host refused it: look it up anew when it is asked next. */
  forget(): void;
}

interface IdentitySettings {
  /** ARN of the secret; null: nobody in particular, or to CodeCommit whoever this process is. */
  readonly credentials: string | null;
  readonly url: string;
  readonly host: HostKind;
  readonly read: ReadCredential;
  readonly http: HttpClient;
  readonly clock: () => Date;
}

export function makeIdentity({ credentials, url, host, read, http, clock }: IdentitySettings): Identity {
  if (credentials === null) {
    const codeCommit = codeCommitOf(url);
    const login = async () =>
      codeCommit === null ? null : codeCommitLogin(url, codeCommit, await readKeys(url), clock());
    return { login, forget: () => undefined };
  }
  let found: Promise<(signal: AbortSignal) => Promise<Login>> | null = null;
  const find = async (signal: AbortSignal) => loginOf(await read(credentials, signal), { url, host, http });
  return {
    async login(signal) {
      found ??= find(signal);
      try {
        return await (await found)(signal);
      } catch (error) {
        found = null;
        throw error;
      }
    },
    forget() {
      found = null;
    },
  };
}

function loginOf(
  credential: Credential,
  { url, host, http }: Pick<IdentitySettings, 'url' | 'host' | 'http'>,
): (signal: AbortSignal) => Promise<Login> {
  if (credential.kind === 'github-app') {
    const token = appToken(credential, url, http);
    return async (signal) => ({ user: 'x-access-token', token: await token(signal) });
  }
  const login = { user: credential.user ?? userOf(url, host), token: credential.token };
  return async () => login;
}

/**
 * The name that goes with a token where nobody wrote one.
 * Source: docs.github.com "Authenticating as a GitHub App installation"; docs.gitlab.com "Clone with tokens"; support.atlassian.com
 * "Using repository access tokens". Gitea and Forgejo take any name.
 */
function userOf(url: string, host: HostKind): string {
  if (host === 'github') return 'x-access-token';
  return new URL(url).hostname === 'bitbucket.org' ? 'x-token-auth' : 'oauth2';
}

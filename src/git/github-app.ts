import type { Credential } from './credentials.ts';
import { RepositoryError } from './errors.ts';
import type { HttpClient } from './http.ts';
import { causeOf, githubApi, octokitOver } from './octokit.ts';
import { SecretText } from './secret-text.ts';

type AppCredential = Extract<Credential, { kind: 'github-app' }>;

/**
 * Gives tokens of an installation of a GitHub App; each is used as long as it lasts, which Octokit looks after.
 * Source: docs.github.com "Authenticating as a GitHub App installation".
 */
export function appToken(
  { appId, installationId, privateKey }: AppCredential,
  repositoryUrl: string,
  http: HttpClient,
): (signal: AbortSignal) => Promise<SecretText> {
  const api = githubApi(repositoryUrl);
  let made: ReturnType<typeof authenticator> | null = null;
  const authenticator = async () => {
    const { createAppAuth } = await import('@octokit/auth-app');
    const request = await octokitOver(http, api, true);
    return createAppAuth({ appId, installationId, privateKey: privateKey.reveal(), request });
  };
  return async (signal) => {
    made ??= authenticator();
    const authenticate = await made;
    try {
      const { token } = await authenticate({ type: 'installation' });
      return new SecretText(token);
    } catch (error) {
      signal.throwIfAborted();
      throw appError(api, causeOf(error));
    }
  };
}

/** Whatever the library says of a key stays out: it may hold a part of it. */
function appError(location: string, error: unknown): RepositoryError {
  if (error instanceof RepositoryError) return error;
  return new RepositoryError({
    location,
    failure: 'invalid',
    detail: 'the private key of the GitHub App is no key',
    action: 'Put the key into the secret as GitHub gave it out: a text of several lines, \\n between them in JSON.',
  });
}

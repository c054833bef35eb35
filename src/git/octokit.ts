import { errorOfStatus, locationOf } from './answers.ts';
import { RepositoryError } from './errors.ts';
import type { HttpClient } from './http.ts';

/** Versions of GitHub's API are dated; this one has no end yet. Source: docs.github.com "API Versions". */
const apiVersion = '2022-11-28';

/** Where the API of a repository's host is. Source: docs.github.com "Getting started with the REST API" (Enterprise Server; data residency). */
export function githubApi(repositoryUrl: string): string {
  const { protocol, hostname, host } = new URL(repositoryUrl);
  if (hostname === 'github.com') return 'https://api.github.com';
  return hostname.endsWith('.ghe.com') ? `https://api.${hostname}` : `${protocol}//${host}/api/v3`;
}

/** A `request` of Octokit that asks through our client: proxies, certificates and limits are the same for all that we ask. */
export async function octokitOver(http: HttpClient, baseUrl: string, authenticated: boolean, permission?: string) {
  const { request } = await import('@octokit/request');
  return request.defaults({
    baseUrl,
    headers: { 'user-agent': 'statewarden', 'x-github-api-version': apiVersion },
    request: { fetch: fetchOver(http, authenticated, permission), log: { warn: () => undefined } },
  });
}

/** What stands behind an error of Octokit: ours, where the host could not be asked or refused. */
export function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof RepositoryError ? error.cause : error;
}

interface FetchOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

function fetchOver(http: HttpClient, authenticated: boolean, permission?: string) {
  return async (url: string, { method, headers = {}, body, signal }: FetchOptions): Promise<Response> => {
    const answer = await http(
      {
        method: method === 'POST' ? 'POST' : 'GET',
        url,
        headers,
        ...(body === undefined ? {} : { body: Buffer.from(body) }),
      },
      signal ?? new AbortController().signal,
    );
    if (answer.status >= 300)
      throw errorOfStatus(locationOf(url), answer, {
        authenticated,
        ...(permission === undefined ? {} : { permission }),
      });
    return new Response(new Uint8Array(answer.body), { status: answer.status, headers: answer.headers });
  };
}

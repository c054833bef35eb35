import * as z from 'zod';
import { fromJson } from '../json-text.ts';
import { RepositoryError } from './errors.ts';
import type { HttpAnswer } from './http.ts';
import { printable } from './pkt-line.ts';

/** Where an answer came from, for people: address without query or credential. */
export function locationOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/**
 * What a status other than 2xx means, for git's protocol and for the APIs of the hosts.
 * @param authenticated whether a credential went along
 * @param permission what the answer needs, in the host's words
 */
export function errorOfStatus(
  location: string,
  answer: HttpAnswer,
  { authenticated, permission }: { readonly authenticated: boolean; readonly permission?: string },
): RepositoryError {
  const { status } = answer;
  const said = wordsOf(answer);
  const right = { ...(permission === undefined ? {} : { permission }), ...(said === null ? {} : { said }) };
  const wait = secondsToWait(answer);
  if (status === 429 || wait !== null || isSecondaryLimit(answer))
    return new RepositoryError({
      location,
      failure: 'throttled',
      detail: `the host wants fewer requests (${status})${wait === null ? '' : `, and to be asked again in ${wait} s`}`,
      action:
        'Nothing, if it happens once. Otherwise sweep less often, or use a credential whose limit nobody else spends.',
      ...(wait === null ? {} : { retryAfterSeconds: wait }),
    });
  // Azure DevOps sends its page for signing in with 203.
  if (status === 401 || status === 203)
    return new RepositoryError(
      authenticated
        ? {
            location,
            failure: 'expired',
            detail: `the credential is refused (${status}): it has expired, was revoked, or was mistyped`,
            action: 'Make a new token and put it into the secret that credentials of this repository names.',
          }
        : {
            location,
            failure: 'denied',
            detail: `the host asks who we are (${status})`,
            action:
              'Put a token that may read the repository into AWS Secrets Manager, and name its ARN as credentials.',
          },
    );
  if (status === 403)
    return new RepositoryError({
      location,
      failure: 'denied',
      detail: 'the host does not let us read this (403)',
      action: `Give the credential ${permission ?? 'the right to read the repository'}.`,
      ...right,
    });
  if (status === 404 || status === 410)
    return new RepositoryError({
      location,
      failure: 'not-found',
      detail: `nothing is there, or the credential may not see it (${status})`,
      action: `Check the address, and that the credential has ${permission ?? 'the right to read the repository'}.`,
      ...right,
    });
  if (status >= 300 && status < 400)
    return new RepositoryError({
      location,
      failure: 'not-found',
      detail: `the host sends us elsewhere (${status})${movedTo(location, answer)}`,
      action: 'Write the new address of the repository. A redirect is not followed: the credential is for this host.',
    });
  if (status >= 500)
    return new RepositoryError({
      location,
      failure: 'unavailable',
      detail: `the host is broken at the moment (${status})`,
      action: 'Nothing, if it happens once: the next sweep asks again. Otherwise look at the status page of the host.',
    });
  return new RepositoryError({
    location,
    failure: 'invalid',
    detail: `the host answers with status ${status}`,
    action: 'Check that the address is the one that the host shows for cloning over HTTPS.',
    ...right,
  });
}

/**
 * Seconds until the host wants to be asked again; null where it said nothing of the kind. The host's own clock (`Date`) is what its
 * reset times are read by. Source: RFC 9110 10.2.3; docs.github.com "Best practices for using the REST API", "Handle rate limit errors
 * appropriately"; docs.gitlab.com "Rate limits", "Response headers".
 */
function secondsToWait({ status, headers }: HttpAnswer): number | null {
  if (status !== 429 && status !== 403 && status !== 503) return null;
  const now = Date.parse(headers.date ?? '');
  const retryAfter = headers['retry-after'];
  if (retryAfter !== undefined) {
    const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - now) / 1000;
    if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  }
  const remaining = headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining'];
  const reset = headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'];
  if (remaining !== '0' || reset === undefined || !/^\d+$/.test(reset)) return null;
  const seconds = (Number(reset) * 1000 - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
}

/** GitHub's secondary limits may come as a 403 without any header. Source: docs.github.com "Rate limits for the REST API". */
function isSecondaryLimit({ status, body }: HttpAnswer): boolean {
  return status === 403 && /secondary rate limit|API rate limit exceeded/i.test(body.toString('utf8', 0, 2_000));
}

function movedTo(from: string, { headers }: HttpAnswer): string {
  const to = headers.location;
  if (to === undefined || !URL.canParse(to, from)) return '';
  return `: to ${locationOf(new URL(to, from).href)}`;
}

/** The message in an answer of an API: GitHub and GitLab both call it so. Web pages say nothing that is worth telling. */
function wordsOf({ headers, body }: HttpAnswer): string | null {
  if (!headers['content-type']?.startsWith('application/json')) return null;
  const parsed = messageSchema.safeParse(fromJson(body.toString('utf8')));
  return parsed.success ? printable(parsed.data.message) : null;
}

const messageSchema = z.object({ message: z.string().min(1) });

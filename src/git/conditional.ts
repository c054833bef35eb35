import type { HttpAnswer, HttpClient } from './http.ts';

/** Answers that are kept: what is asked of a repository are a few dozen addresses. */
const mostAnswers = 200;

/**
 * Asks only whether an answer has changed, where the host gave it an ETag: an answer that has not costs nothing of the limit.
 * Source: docs.github.com "Best practices for using the REST API", "Use conditional requests if appropriate"; RFC 9110 13.1.2.
 */
export function conditional(http: HttpClient): HttpClient {
  const kept = new Map<string, HttpAnswer>();
  return async (request, signal) => {
    if (request.method !== 'GET') return http(request, signal);
    const { accept = '' } = request.headers;
    const key = `${accept} ${request.url}`;
    const before = kept.get(key);
    const etag = before?.headers.etag;
    const headers = etag === undefined ? request.headers : { ...request.headers, 'if-none-match': etag };
    const answer = await http({ ...request, headers }, signal);
    if (answer.status === 304 && before !== undefined) return before;
    kept.delete(key);
    if (answer.status === 200 && answer.headers.etag !== undefined) kept.set(key, answer);
    const [oldest] = kept.keys();
    if (kept.size > mostAnswers && oldest !== undefined) kept.delete(oldest);
    return answer;
  };
}

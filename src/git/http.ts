import * as http from 'node:http';
import * as https from 'node:https';
import * as tls from 'node:tls';
import { RepositoryError } from './errors.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; of a header that comes more than once all values, joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Asks one host. Any status is an answer. @throws RepositoryError where there was none */
export type HttpClient = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;

export interface HttpSettings {
  /** PEM, trusted beside what this process trusts. */
  readonly ca: string | null;
  readonly proxy: string | null;
  /** The process's environment: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, where no proxy is named. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Bytes: refs of half a million tags, or a thousand tag objects with their commits. */
const longestAnswer = 64 * 1024 * 1024;
/** Milliseconds without a byte after which a connection is given up. */
const longestSilence = 20_000;

/**
 * A client over Node's own agents, which know proxies (`proxyEnv`, Node 24.5; source: nodejs/node doc/api/http.md "Built-in Proxy
 * Support") and certificates; NODE_EXTRA_CA_CERTS counts. Redirects are answers: a credential never follows one.
 */
export function makeHttpClient({ ca, proxy, environment }: HttpSettings): HttpClient {
  const proxyEnv = proxy === null ? { ...environment } : { HTTPS_PROXY: proxy, HTTP_PROXY: proxy };
  const trusted = ca === null ? {} : { ca: [...trustedAlready(), ca] };
  const agents = {
    'https:': new https.Agent({ keepAlive: true, proxyEnv, ...trusted }),
    'http:': new http.Agent({ keepAlive: true, proxyEnv }),
  };
  return (request, signal) => {
    const { protocol } = new URL(request.url);
    return protocol === 'https:'
      ? exchange(https.request, agents['https:'], request, signal)
      : exchange(http.request, agents['http:'], request, signal);
  };
}

/** What Node trusts, extra certificates included; before Node 22.15 they can't be listed. */
function trustedAlready(): readonly string[] {
  const { getCACertificates }: Partial<Pick<typeof tls, 'getCACertificates'>> = tls;
  return getCACertificates?.('default') ?? tls.rootCertificates;
}

type StartRequest = (url: string, options: https.RequestOptions) => http.ClientRequest;

function exchange(
  start: StartRequest,
  agent: http.Agent,
  { method, url, headers, body }: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(errorOf(url, error, signal));
    if (signal.aborted) return fail(signal.reason);
    // The length, never chunks: CodeCommit hangs up on chunks.
    const length = body === undefined ? {} : { 'content-length': String(body.length) };
    const request = start(url, { method, agent, signal, timeout: longestSilence, headers: { ...headers, ...length } });
    request.on('error', fail);
    request.on('timeout', () => request.destroy(new Silence()));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('error', fail);
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes > longestAnswer) response.destroy(tooLarge(url));
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: flat(response.headersDistinct),
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.end(body);
  });
}

class Silence extends Error {}

function flat(headers: NodeJS.Dict<string[]>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values?.join(', ') ?? '']));
}

function tooLarge(location: string): RepositoryError {
  return new RepositoryError({
    location,
    failure: 'too-large',
    detail: `the answer is longer than ${longestAnswer / 1024 / 1024} MiB`,
    action: 'Look at what answers at this address: no list of tags is that long.',
  });
}

function errorOf(location: string, error: unknown, signal: AbortSignal): RepositoryError {
  if (error instanceof RepositoryError) return error;
  const options = { cause: error };
  if (signal.aborted)
    return new RepositoryError(
      {
        location,
        failure: 'timeout',
        detail: 'the time for the scan ran out before the host had answered',
        action: 'Nothing, if it happens once: the next sweep asks again. Otherwise look at the load of the host.',
      },
      options,
    );
  if (error instanceof Silence)
    return new RepositoryError(
      {
        location,
        failure: 'timeout',
        detail: `the host was silent for ${longestSilence / 1000} seconds`,
        action: 'Check that the host is up, and that nothing between it and this network holds packets back.',
      },
      options,
    );
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no connection';
  return new RepositoryError(
    { location, failure: 'unavailable', detail: `the host can't be reached (${code})`, action: adviceFor(code) },
    options,
  );
}

/** Codes of Node (nodejs/node doc/api/errors.md) and of OpenSSL (doc/api/tls.md "X509 certificate error codes"). */
function adviceFor(code: string): string {
  if (/CERT_HAS_EXPIRED/.test(code)) return "Renew the host's certificate: it has expired.";
  if (/ALTNAME/.test(code)) return "Write the address by a name that stands in the host's certificate.";
  if (/CERT|ISSUER|SIGNATURE/.test(code))
    return "Write the certificate of the host's authority as ca of this repository, or name its file in NODE_EXTRA_CA_CERTS.";
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'Check the name of the host, and that this network can look it up: inside a VPC, and through a proxy, it may not.';
  return 'Check the address, and that this network lets requests through to it, or name the proxy as proxy of this repository.';
}

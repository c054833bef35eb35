import { refsOfVersion0, refsOfVersion2 } from './advertisement.ts';
import { errorOfStatus, locationOf } from './answers.ts';
import { RepositoryError, type RepositoryFailure } from './errors.ts';
import { agent, type ProtocolVersion, packInAnswer, packRequest } from './fetch-pack.ts';
import type { HttpAnswer, HttpClient } from './http.ts';
import { delimiterPacket, flushPacket, ProtocolError, packetOf } from './pkt-line.ts';
import type { RepositoryRefs } from './repository.ts';

/** The value of the `authorization` header; null: nobody in particular. Asked for each request: tokens of apps live an hour. */
export type Authorization = (signal: AbortSignal) => Promise<string | null>;

const listRefs = Buffer.concat([
  packetOf('command=ls-refs'),
  packetOf(agent),
  delimiterPacket,
  ...['peel', 'symrefs', 'ref-prefix HEAD', 'ref-prefix refs/tags/', 'ref-prefix refs/heads/'].map(packetOf),
  flushPacket,
]);

/**
 * One repository over git's smart HTTP protocol. Version 2 is spoken at once, without asking first whether the server knows it, so
 * that one request lists all refs; a server that doesn't is asked again in version 0.
 * Source: git/git Documentation/gitprotocol-http.adoc, gitprotocol-v2.adoc.
 */
export class SmartHttp {
  readonly #http: HttpClient;
  readonly #authorization: Authorization;
  /** Changes where the host keeps the repository under another name. */
  #base: string;
  #version: ProtocolVersion = 2;
  #filter = true;

  constructor(url: string, http: HttpClient, authorization: Authorization) {
    this.#base = url.replace(/\/+$/, '');
    this.#http = http;
    this.#authorization = authorization;
  }

  /** @throws RepositoryError */
  async refs(signal: AbortSignal): Promise<RepositoryRefs> {
    if (this.#version === 2) {
      const answer = await this.#post(listRefs, signal);
      const refs = answer.status === 200 ? parsed(() => refsOfVersion2(answer.body)) : null;
      if (refs !== null && !(refs instanceof ProtocolError)) return refs;
      if (isFinal(answer)) throw await this.#errorOf(answer, signal);
    }
    return this.#discover(signal);
  }

  /** A pack with all `wants`, which are oids of {@link refs}: asked first, because they tell how the server speaks. @throws RepositoryError */
  async pack(wants: readonly string[], signal: AbortSignal): Promise<Buffer> {
    const answer = await this.#post(packRequest(this.#version, wants, this.#filter), signal);
    const pack = answer.status === 200 ? parsed(() => packInAnswer(this.#version, answer.body)) : null;
    if (Buffer.isBuffer(pack)) return pack;
    if (isFinal(answer)) throw await this.#errorOf(answer, signal);
    if (pack !== null && /not our ref/.test(pack.message)) throw this.#movedMeanwhile(pack);
    if (pack === null && answer.status >= 500) throw await this.#errorOf(answer, signal);
    // Servers that know no filters say so in all sorts of ways.
    if (!this.#filter) throw pack === null ? await this.#errorOf(answer, signal) : this.#invalid(pack);
    this.#filter = false;
    return this.pack(wants, signal);
  }

  async #discover(signal: AbortSignal, redirected = false): Promise<RepositoryRefs> {
    const path = '/info/refs?service=git-upload-pack';
    const answer = await this.#send('GET', path, null, signal);
    const moved = redirected ? null : this.#movedTo(answer);
    if (moved !== null) {
      this.#base = moved;
      return this.#discover(signal, true);
    }
    if (answer.status !== 200) throw await this.#errorOf(answer, signal);
    if (!answer.headers['content-type']?.startsWith('application/x-git-upload-pack-advertisement'))
      throw this.#error(
        'invalid',
        'what answers is no git server',
        'Write the address that the host shows for cloning over HTTPS.',
      );
    const found = parsed(() => refsOfVersion0(answer.body));
    if (found instanceof ProtocolError) throw this.#invalid(found);
    // A repository that was renamed still speaks version 2, under its new name.
    this.#version = redirected ? 2 : 0;
    this.#filter = found.capabilities.includes('filter');
    return found.refs;
  }

  /** The new base where the host only says that the repository has another name; never another host. */
  #movedTo({ status, headers }: HttpAnswer): string | null {
    if (status < 300 || status >= 400 || headers.location === undefined) return null;
    if (!URL.canParse(headers.location, this.#base)) return null;
    const { href, origin } = new URL(headers.location, this.#base);
    const base = /^(.*)\/info\/refs(\?.*)?$/.exec(href)?.[1];
    return base !== undefined && origin === new URL(this.#base).origin ? base : null;
  }

  #post(body: Buffer, signal: AbortSignal): Promise<HttpAnswer> {
    return this.#send('POST', '/git-upload-pack', body, signal);
  }

  async #send(method: 'GET' | 'POST', path: string, body: Buffer | null, signal: AbortSignal): Promise<HttpAnswer> {
    const authorization = await this.#authorization(signal);
    const headers = {
      'user-agent': agent.replace('agent=', 'git/'),
      ...(authorization === null ? {} : { authorization }),
      ...(body === null
        ? {}
        : {
            accept: 'application/x-git-upload-pack-result',
            'content-type': 'application/x-git-upload-pack-request',
            ...(this.#version === 2 ? { 'git-protocol': 'version=2' } : {}),
          }),
    };
    return this.#http({ method, url: `${this.#base}${path}`, headers, ...(body === null ? {} : { body }) }, signal);
  }

  async #errorOf(answer: HttpAnswer, signal: AbortSignal): Promise<RepositoryError> {
    const authenticated = (await this.#authorization(signal)) !== null;
    return errorOfStatus(locationOf(this.#base), answer, { authenticated });
  }

  #invalid(cause: ProtocolError): RepositoryError {
    return this.#error(
      'invalid',
      `the answer is not what a git server says: ${cause.message}`,
      'Nothing, if it happens once: the next sweep asks again. Otherwise try git ls-remote with this address.',
      cause,
    );
  }

  #movedMeanwhile(cause: ProtocolError): RepositoryError {
    return this.#error(
      'not-found',
      'a tag was moved or deleted since it was listed',
      'Nothing: the next sweep asks again.',
      cause,
    );
  }

  #error(failure: RepositoryFailure, detail: string, action: string, cause?: Error): RepositoryError {
    return new RepositoryError({ location: locationOf(this.#base), failure, detail, action }, { cause });
  }
}

/** What a parser makes of an answer, or why it can't. */
function parsed<T>(parse: () => T): T | ProtocolError {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
}

/** Says something about us, not about the version of the protocol: asking otherwise changes nothing. */
function isFinal({ status, headers }: HttpAnswer): boolean {
  return status === 401 || status === 203 || status === 403 || status === 429 || headers['retry-after'] !== undefined;
}

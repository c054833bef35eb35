import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { run } from './git.ts';

/** What the server saw: each request with its bytes. */
export interface Traffic {
  readonly requests: { method: string; path: string; protocol: string; sent: number; received: number }[];
}

/** How the server treats its clients; may be changed while it runs. */
export interface Manners {
  /** `user:token` that each request has to carry. */
  credential: string | null;
  /** Speaks nothing newer than version 0, like servers of old. */
  old: boolean;
  /** Lets clients leave out trees and blobs. */
  filter: boolean;
  /** Answers in git's place; null: git answers. */
  instead:
    | ((
        request: IncomingMessage,
      ) => { status: number; headers?: Record<string, string>; body?: string | Buffer } | null)
    | null;
  /** Changes git's answers on their way. */
  spoil: ((body: Buffer) => Buffer) | null;
}

export interface GitServer {
  /** Of the folder: a repository lies at `${url}/NAME.git`. */
  readonly url: string;
  readonly traffic: Traffic;
  readonly manners: Manners;
  close(): Promise<void>;
}

/** A real git server on loopback: `git http-backend` behind a bridge to CGI. Source: git-http-backend(1), RFC 3875. */
export async function startGitServer(folder: string): Promise<GitServer> {
  const backend = join((await run('git', ['--exec-path'])).toString().trim(), 'git-http-backend');
  if (!existsSync(backend))
    throw new Error(`git http-backend is missing (${backend}): install all of git to run these tests`);
  const traffic: Traffic = { requests: [] };
  const manners: Manners = { credential: null, old: false, filter: true, instead: null, spoil: null };
  const server = createServer((request, response) => {
    answer(backend, folder, request, response, traffic, manners).catch((error: unknown) =>
      response.destroy(error as Error),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    traffic,
    manners,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  backend: string,
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
  traffic: Traffic,
  manners: Manners,
): Promise<void> {
  const body = await bytesOf(request);
  const { pathname, search } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const protocol = String(request.headers['git-protocol'] ?? '');
  const reply = (status: number, headers: Record<string, string>, bytes: Buffer) => {
    traffic.requests.push({
      method: request.method ?? '',
      path: pathname,
      protocol,
      sent: body.length,
      received: bytes.length,
    });
    response.writeHead(status, { ...headers, 'content-length': String(bytes.length) }).end(bytes);
  };
  const own = manners.instead?.(request) ?? null;
  if (own !== null) return reply(own.status, own.headers ?? {}, Buffer.from(own.body ?? ''));
  const expected = `Basic ${Buffer.from(manners.credential ?? '').toString('base64')}`;
  if (manners.credential !== null && request.headers.authorization !== expected)
    return reply(401, { 'www-authenticate': 'Basic realm="git"' }, Buffer.from('Bad credentials'));
  const output = await cgi(backend, body, {
    PATH: process.env.PATH ?? '',
    GIT_PROJECT_ROOT: folder,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: decodeURIComponent(pathname),
    QUERY_STRING: search.slice(1),
    REQUEST_METHOD: request.method ?? '',
    CONTENT_TYPE: request.headers['content-type'] ?? '',
    CONTENT_LENGTH: String(body.length),
    REMOTE_ADDR: '127.0.0.1',
    ...(manners.old ? {} : { GIT_PROTOCOL: protocol }),
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: 'uploadpack.allowFilter',
    GIT_CONFIG_VALUE_0: String(manners.filter),
    GIT_CONFIG_KEY_1: 'safe.directory',
    GIT_CONFIG_VALUE_1: '*',
  });
  const end = output.indexOf('\r\n\r\n');
  const headers = Object.fromEntries(
    output
      .toString('latin1', 0, end)
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const { status = '200', ...rest } = headers;
  const answered = output.subarray(end + 4);
  reply(Number.parseInt(status, 10), rest, manners.spoil?.(answered) ?? answered);
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function cgi(program: string, input: Buffer, environment: Record<string, string>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, { env: environment, stdio: ['pipe', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(chunks)));
    // A server that has heard enough hangs up: what it said counts.
    child.stdin.on('error', () => child.stdin.destroy());
    child.stdin.end(input);
  });
}

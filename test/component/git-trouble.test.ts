import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseCredential } from '../../src/git/credentials.ts';
import { openRepository } from '../../src/git/open-repository.ts';
import type { Repository } from '../../src/git/repository.ts';
import { TestRepository } from '../support/git.ts';
import { type GitServer, startGitServer } from '../support/git-server.ts';
import { troubleOf as troubleWithout } from '../support/repository-trouble.ts';
import { makeTagMemory } from '../support/tag-memory.ts';

// Everything that may go wrong between here and a git server: a clear error, never fewer tags.

const clock = () => new Date('2026-11-21T10:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'statewarden-git-'));
const signal = AbortSignal.timeout(300_000);
const token = `ghp_${'0aB'.repeat(12)}`;
const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:git-a1b2c3';
let server: GitServer;
let oid: string;

beforeAll(async () => {
  server = await startGitServer(folder);
  const origin = await TestRepository.create(folder, 'infrastructure');
  const commit = await origin.commit({ 'main.tf': '# first\n' });
  oid = await origin.tag('v1.0.0', commit, 'release\n');
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  server.traffic.requests.length = 0;
  Object.assign(server.manners, { old: false, filter: true, credential: null, instead: null, spoil: null });
});

function open(secrets: string[] = [], path = 'infrastructure.git', url = server.url): Repository {
  const credentials = secrets.length === 0 ? {} : { credentials: arn };
  return openRepository(
    { name: 'infrastructure', url: `${url}/${path}`, ...credentials },
    {
      memory: makeTagMemory(),
      environment: {},
      clock,
      readCredential: async () =>
        parseCredential(arn, secrets.length > 1 ? (secrets.shift() ?? '') : (secrets[0] ?? '')),
    },
  );
}

const troubleOf = (call: Promise<unknown>) => troubleWithout(call, token);

test('without a credential the host asks who we are', async () => {
  server.manners.credential = `oauth2:${token}`;
  expect(await troubleOf(open().refs(signal))).toMatchObject({
    failure: 'denied',
    detail: expect.stringContaining('401'),
  });
});

test('a token opens the repository, with the name that the host wants', async () => {
  server.manners.credential = `oauth2:${token}`;
  expect((await open([token]).refs(signal)).tags).toHaveLength(1);
  server.manners.credential = `robot:${token}`;
  expect((await open([JSON.stringify({ username: 'robot', token })]).refs(signal)).tags).toHaveLength(1);
});

test('a token that is refused has expired; one that was put in its place is used from then on', async () => {
  server.manners.credential = `oauth2:${token}new`;
  const repository = open([token, `${token}new`]);
  expect(await troubleOf(repository.refs(signal))).toMatchObject({ failure: 'expired' });
  expect((await repository.refs(signal)).tags).toHaveLength(1);
});

test('a secret that holds no credential says so without its contents', async () => {
  for (const secret of [
    '',
    '{}',
    `{"password":"${token}"}`,
    `{"token":"${token}`,
    `${token} and more`,
    `{"token":"${token}\\n"}`,
  ]) {
    expect(await troubleOf(open([secret]).refs(signal))).toMatchObject({ failure: 'invalid', location: arn });
  }
});

test.each([
  ['429 with seconds', 429, { 'retry-after': '120' }, 120],
  ['503 with seconds', 503, { 'retry-after': '7' }, 7],
  [
    '429 with a date',
    429,
    { date: 'Sat, 21 Nov 2026 10:00:00 GMT', 'retry-after': 'Sat, 21 Nov 2026 10:01:00 GMT' },
    60,
  ],
  [
    '403 with the time of reset',
    403,
    {
      date: 'Sat, 21 Nov 2026 10:00:00 GMT',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Date.UTC(2026, 10, 21, 10, 5) / 1000),
    },
    300,
  ],
  ['429 without anything', 429, {}, null],
])('a host that wants fewer requests (%s) is told from one that refuses', async (_, status, headers, seconds) => {
  server.manners.instead = () => ({ status, headers });
  expect(await troubleOf(open().refs(signal))).toMatchObject({ failure: 'throttled', retryAfterSeconds: seconds });
  expect(server.traffic.requests).toHaveLength(1);
});

test.each([
  [203, 'denied'],
  [403, 'denied'],
  [404, 'not-found'],
  [500, 'unavailable'],
  [502, 'unavailable'],
  [418, 'invalid'],
])('a host that answers %i is %s', async (status, failure) => {
  server.manners.instead = () => ({ status, body: '<html>' });
  expect(await troubleOf(open().refs(signal))).toMatchObject({ failure });
});

test('a web page is no repository', async () => {
  server.manners.instead = () => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html>welcome</html>',
  });
  expect(await troubleOf(open().refs(signal))).toMatchObject({
    failure: 'invalid',
    detail: 'what answers is no git server',
  });
});

test('a repository that has another name on the same host is found there', async () => {
  server.manners.instead = ({ url }) =>
    url?.startsWith('/old.git/')
      ? { status: 301, headers: { location: url.replace('/old.git/', '/infrastructure.git/') } }
      : null;
  const repository = open([], 'old.git');
  expect((await repository.refs(signal)).tags).toHaveLength(1);
  expect((await repository.tagObjects([oid], signal)).get(oid)).toMatchObject({ name: 'v1.0.0' });
});

test('a redirect to another host is not followed, and the credential stays here', async () => {
  const other = await startGitServer(folder);
  server.manners.instead = ({ url }) => ({ status: 302, headers: { location: `${other.url}${url}` } });
  const trouble = await troubleOf(open([token]).refs(signal));
  expect(trouble).toMatchObject({ failure: 'not-found', detail: expect.stringContaining(other.url) });
  expect(other.traffic.requests).toEqual([]);
  await other.close();
});

test('an answer that is cut short is an error: no tag counts as deleted', async () => {
  server.manners.spoil = (body) => body.subarray(0, body.length - 6);
  expect(await troubleOf(open().refs(signal))).toMatchObject({ failure: 'invalid' });
});

test.each([
  ['cut short', (body: Buffer) => body.subarray(0, body.length - 20)],
  [
    'with one byte changed',
    (body: Buffer) => Buffer.from(body.map((byte, at) => (at === body.length - 50 ? byte ^ 1 : byte))),
  ],
  ['of nothing', () => Buffer.alloc(0)],
  ['of garbage', () => Buffer.from('garbage')],
])('a pack %s is an error, and nothing of it is remembered', async (_, spoil) => {
  const repository = open();
  await repository.refs(signal);
  server.manners.spoil = spoil;
  expect(await troubleOf(repository.tagObjects([oid], signal))).toMatchObject({ failure: 'invalid' });
  server.manners.spoil = null;
  expect((await repository.tagObjects([oid], signal)).get(oid)).toMatchObject({ name: 'v1.0.0' });
});

test('a tag that was deleted since it was listed says so', async () => {
  const repository = open();
  await repository.refs(signal);
  expect(await troubleOf(repository.tagObjects(['f'.repeat(40)], signal))).toMatchObject({
    failure: 'not-found',
    detail: 'a tag was moved or deleted since it was listed',
  });
});

test('nobody listens', async () => {
  const closed = await startGitServer(folder);
  await closed.close();
  expect(await troubleOf(open([token], 'infrastructure.git', closed.url).refs(signal))).toMatchObject({
    failure: 'unavailable',
    detail: "the host can't be reached (ECONNREFUSED)",
  });
});

test('the name of the host is unknown', async () => {
  expect(await troubleOf(open([], 'x.git', 'http://git.invalid').refs(signal))).toMatchObject({
    failure: 'unavailable',
    action: expect.stringContaining('name of the host'),
  });
});

test('a host that hangs up in the middle is unavailable', async () => {
  const rude = createServer((socket) => {
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nshort'));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve));
  const address = rude.address();
  const port = typeof address === 'object' ? address?.port : 0;
  expect(await troubleOf(open([], 'x.git', `http://127.0.0.1:${port}`).refs(signal))).toMatchObject({
    failure: 'unavailable',
  });
  rude.close();
});

test('a scan that runs out of time says so', async () => {
  expect(await troubleOf(open().refs(AbortSignal.abort()))).toMatchObject({ failure: 'timeout' });
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const controller = new AbortController();
  const call = open([], 'x.git', `http://127.0.0.1:${port}`).refs(controller.signal);
  silent.once('connection', () => controller.abort());
  expect(await troubleOf(call)).toMatchObject({ failure: 'timeout' });
  silent.close();
});

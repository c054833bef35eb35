import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { makeHttpClient } from '../../../src/git/http.ts';
import { makeCertificate } from '../../support/certificate.ts';

const signal = AbortSignal.timeout(30_000);
const servers: (Server & { closeAllConnections?: () => void })[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections?.();
  }
});

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const none = { ca: null, proxy: null, environment: {} };
const get = (url: string) => ({ method: 'GET', url, headers: {} }) as const;

test('a host is trusted by its own authority, and not without it', async () => {
  const { key, cert } = makeCertificate();
  const port = await portOf(createServer({ key, cert }, (_, response) => response.end('hello')));
  const url = `https://localhost:${port}/`;
  expect((await makeHttpClient({ ...none, ca: cert })(get(url), signal)).body.toString()).toBe('hello');
  await expect(makeHttpClient(none)(get(url), signal)).rejects.toMatchObject({
    failure: 'unavailable',
    action: expect.stringContaining('as ca of this repository'),
  });
});

test('a certificate that has expired is told as that', async () => {
  const { key, cert } = makeCertificate([2020, 2021]);
  const port = await portOf(createServer({ key, cert }, (_, response) => response.end('hello')));
  await expect(makeHttpClient({ ...none, ca: cert })(get(`https://localhost:${port}/`), signal)).rejects.toMatchObject({
    failure: 'unavailable',
    action: expect.stringContaining('it has expired'),
  });
});

test.each(['as configured', 'as the process has it'])('requests go through the proxy %s', async (how) => {
  const { key, cert } = makeCertificate();
  const port = await portOf(createServer({ key, cert }, (_, response) => response.end('through')));
  const asked: string[] = [];
  const proxy = createPlainServer();
  proxy.on('connect', (request, socket, head) => {
    asked.push(request.url ?? '');
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [upstream, socket]) end.on('error', () => end.destroy());
  });
  const address = `http://127.0.0.1:${await portOf(proxy)}`;
  const settings = how === 'as configured' ? { proxy: address } : { environment: { HTTPS_PROXY: address } };
  const client = makeHttpClient({ ...none, ca: cert, ...settings });
  expect((await client(get(`https://localhost:${port}/`), signal)).body.toString()).toBe('through');
  expect(asked).toEqual([`localhost:${port}`]);
});

test('NO_PROXY of the process is heeded', async () => {
  const port = await portOf(createPlainServer((_, response) => response.end('direct')));
  const client = makeHttpClient({ ...none, environment: { HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: '127.0.0.1' } });
  expect((await client(get(`http://127.0.0.1:${port}/`), signal)).body.toString()).toBe('direct');
});

test('an endless answer is given up', async () => {
  const port = await portOf(
    createPlainServer((_, response) => {
      const block = Buffer.alloc(1024 * 1024);
      const push = () => {
        while (!response.destroyed && response.write(block));
      };
      response.on('drain', push);
      push();
    }),
  );
  await expect(makeHttpClient(none)(get(`http://127.0.0.1:${port}/`), signal)).rejects.toMatchObject({
    failure: 'too-large',
  });
});

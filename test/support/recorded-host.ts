import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer of a host's API, written down after its documentation. */
export interface Recorded {
  /** Page and section of the documentation. */
  readonly source: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface RecordedHost {
  readonly url: string;
  /** `METHOD path?query`, in order, with what matters of the headers. */
  readonly asked: {
    readonly what: string;
    readonly authorization: string | undefined;
    readonly etag: string | undefined;
  }[];
  /** Answers by `METHOD path?query`; may be changed while it runs. What is not there is not found. */
  answers: Record<string, Recorded>;
  close(): Promise<void>;
}

/** Serves recorded answers on loopback, with ETags as GitHub and GitLab both send them. */
export async function startRecordedHost(): Promise<RecordedHost> {
  const host: Pick<RecordedHost, 'asked' | 'answers'> = { asked: [], answers: {} };
  const server = createServer((request, response) => {
    const what = `${request.method} ${request.url}`;
    host.asked.push({ what, authorization: request.headers.authorization, etag: request.headers['if-none-match'] });
    const recorded = host.answers[what] ?? { source: '', status: 404, body: { message: 'Not Found' } };
    const text = typeof recorded.body === 'string' ? recorded.body : JSON.stringify(recorded.body);
    const etag = `"${Buffer.from(text).toString('base64').slice(0, 40)}${text.length}"`;
    const type = typeof recorded.body === 'string' ? 'text/plain' : 'application/json; charset=utf-8';
    const headers = { 'content-type': type, etag, ...recorded.headers };
    if (request.headers['if-none-match'] === etag) response.writeHead(304, headers).end();
    else response.writeHead(recorded.status ?? 200, headers).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(host, {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import * as z from 'zod';

/** A way to the emulator on which chosen requests wait until they are let through. */
export interface HeldProxy {
  readonly endpoint: string;
  /** Resolves when a request waits. */
  readonly waiting: Promise<void>;
  /** Lets it through, and all that come after it. */
  letGo(): void;
  close(): Promise<void>;
}

/** @param isHeld which requests wait */
export async function startHeldProxy(
  endpoint: string,
  isHeld: (request: Pick<IncomingMessage, 'method' | 'url'>) => boolean,
): Promise<HeldProxy> {
  let arrived: () => void = () => undefined;
  let letGo: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const open = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const server = createServer((incoming, response) => {
    if (!isHeld(incoming)) return forward(endpoint, incoming, response);
    arrived();
    void open.then(() => forward(endpoint, incoming, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    endpoint: `http://127.0.0.1:${port}`,
    waiting,
    letGo,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function forward(endpoint: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, headers, url = '/' } = incoming;
  const outgoing = request(new URL(url, endpoint), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  // Whoever asked is gone, or the emulator is: either way nobody waits for an answer.
  outgoing.on('error', () => response.destroy());
  incoming.on('error', () => outgoing.destroy());
  incoming.pipe(outgoing);
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setInterval } from 'node:timers/promises';
import * as z from 'zod';

/** A running emulator. */
export interface Emulator {
  readonly endpoint: string;
  /** Stops it, and the functions that it started. */
  stop(): Promise<void>;
}

/**
 * Starts MiniStack on a free port of loopback, with this Node for its functions.
 * @param folder for what it writes
 * @param logFile for what it and its functions say
 * @throws when it does not answer within a minute
 */
export async function startEmulator(program: string, folder: string, logFile: string): Promise<Emulator> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn(program, [], {
    // A group of its own: its functions are processes that have to end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
      HOME: folder,
      TMPDIR: folder,
      S3_DATA_DIR: join(folder, 's3'),
      STATE_DIR: join(folder, 'state'),
      GATEWAY_PORT: String(port),
      AWS_REGION: 'us-east-1',
    },
  });
  const log = createWriteStream(logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const group = -z.number().parse(child.pid);
  const kill = () => killGroup(group, 'SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit');

  await untilItAnswers(`${endpoint}/_ministack/health`, AbortSignal.timeout(60_000)).catch((cause: unknown) => {
    kill();
    throw new Error(`MiniStack did not start: see ${logFile}`, { cause });
  });
  return {
    endpoint,
    async stop() {
      killGroup(group, 'SIGTERM');
      const late = setTimeout(kill, 5000);
      await ended;
      clearTimeout(late);
      // Functions that did not listen.
      kill();
      process.off('exit', kill);
      log.end();
    },
  };
}

function killGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(group, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  server.close();
  await once(server, 'close');
  return port;
}

async function untilItAnswers(url: string, signal: AbortSignal): Promise<void> {
  for await (const _ of setInterval(200, undefined, { signal })) {
    // Refused until it listens.
    const response = await fetch(url, { signal }).catch((error: unknown) => {
      if (signal.aborted || !(error instanceof TypeError)) throw error;
    });
    if (response?.ok) return;
  }
}

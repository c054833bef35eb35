#!/usr/bin/env node
import { exitCodes } from '../src/cli/exit-code.ts';
import { explain, runCommand } from '../src/cli/main.ts';
import { isReaderGone } from '../src/cli/session.ts';

const interruption = new AbortController();

function interrupt(): void {
  if (interruption.signal.aborted) process.exit(exitCodes.interrupted);
  interruption.abort();
  process.stderr.write('Stopping after what is being read now; again to stop at once.\n');
}
process.on('SIGINT', interrupt);
process.on('SIGTERM', interrupt);

function fail(error: unknown): never {
  process.stderr.write(`${explain(error, process.env.STATEWARDEN_DEBUG === '1')}\n`);
  process.exit(exitCodes.incomplete);
}
process.on('uncaughtException', fail);

for (const stream of [process.stdout, process.stderr]) {
  // `statewarden scan | head`: what nobody reads is not missed.
  stream.on('error', (error) => (isReaderGone(error) ? undefined : fail(error)));
}

process.exitCode = await runCommand(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  clock: () => new Date(),
  signal: interruption.signal,
  onExit: (tidy) => {
    process.on('exit', tidy);
    return () => process.off('exit', tidy);
  },
});

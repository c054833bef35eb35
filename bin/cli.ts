#!/usr/bin/env node
import { OutputError } from '../src/cli/errors.ts';
import { exitCodes } from '../src/cli/exit-code.ts';
import { codeFor, explain, runCommand } from '../src/cli/main.ts';
import { isReaderGone } from '../src/cli/session.ts';

// Which Node the SDK will ask for next is for those who build this program, not for those who run it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

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
  process.exit(codeFor(error));
}
process.on('uncaughtException', fail);

// `statewarden scan | head`: what nobody reads is not missed.
process.stdout.on('error', (error) => {
  if (!isReaderGone(error)) fail(new OutputError('standard output', error));
});
// Nobody is left to be told.
process.stderr.on('error', () => undefined);

process.exitCode = await runCommand(process.argv.slice(2), {
  stdin: process.stdin,
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

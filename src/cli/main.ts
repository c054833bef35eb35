import { Command, CommanderError } from 'commander';
import { ConfigurationError } from '../config/errors.ts';
import { ProverMissingError } from '../drill/prove.ts';
import { StoreFolderError } from '../findings/errors.ts';
import { SourceError } from '../sources/errors.ts';
import { version } from '../version.ts';
import { addActivityCommand } from './activity-command.ts';
import { addBaselineCommand } from './baseline-command.ts';
import { addChecksCommand } from './checks-command.ts';
import { addConfigCommand } from './config-command.ts';
import { addDrillCommand } from './drill-command.ts';
import { UsageError } from './errors.ts';
import { exitCodes } from './exit-code.ts';
import { addGateCommand } from './gate-command.ts';
import { addInitCommand } from './init-command.ts';
import { addManifestCommand } from './manifest-command.ts';
import type { Program } from './program.ts';
import { addReleasesCommand } from './releases-command.ts';
import { addRestoreCommand } from './restore-command.ts';
import { addScanCommand } from './scan-command.ts';
import { type Session, write } from './session.ts';

/**
 * Runs the command line.
 * @param words what stands after `statewarden`
 * @returns the exit code: see `exitCodes`
 */
export async function runCommand(words: readonly string[], session: Session): Promise<number> {
  let code: number = exitCodes.clean;
  const exit = (value: number) => {
    code = value;
  };
  try {
    await programFor(session, exit).parseAsync(words, { from: 'user' });
    return session.signal.aborted ? exitCodes.interrupted : code;
  } catch (error) {
    if (session.signal.aborted) return exitCodes.interrupted;
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
    await write(session.stderr, `${explain(error, session.environment.STATEWARDEN_DEBUG === '1')}\n`);
    return codeFor(error);
  }
}

const examples = `
Examples:
  $ statewarden scan .                          scan the states below this folder
  $ statewarden scan s3://acme-tfstate/prod     scan the states in a bucket
  $ statewarden scan                            scan the sources of statewarden.yaml
  $ statewarden checks explain state/tainted    what a check is about, and what to do
  $ statewarden init                            ask, look, and write statewarden.yaml
  $ statewarden restore main prod/net.tfstate   list the versions of a state, put one back

Exit codes: 0 nothing at or above --fail-on, 1 findings at or above it,
2 wrong usage or configuration, 3 the scan is incomplete, 130 interrupted`;

function programFor(session: Session, exit: (code: number) => void): Command {
  const command = new Command('statewarden')
    .description(
      'Knows first when Terraform or OpenTofu state is locked, lost, damaged or leaking.\nReads states; only restore --apply ever changes one.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .helpCommand('help [command]', 'explain a command')
    .showHelpAfterError('(add --help for what is allowed, with examples)')
    .addHelpText('after', examples)
    .configureOutput({
      writeOut: (text) => void session.stdout.write(text),
      writeErr: (text) => void session.stderr.write(text),
    })
    .exitOverride()
    // Options behind the name of a command are its own: `restore --version ID`.
    .enablePositionalOptions();
  const program: Program = { command, session, exit };
  addScanCommand(program);
  addBaselineCommand(program);
  addChecksCommand(program);
  addConfigCommand(program);
  addInitCommand(program);
  addDrillCommand(program);
  addRestoreCommand(program);
  addActivityCommand(program);
  addReleasesCommand(program);
  addGateCommand(program);
  addManifestCommand(program);
  return command;
}

/** Errors that say by themselves what happened and what to do. */
function isUsersToMend(error: unknown): error is Error {
  return (
    error instanceof UsageError ||
    error instanceof ConfigurationError ||
    error instanceof SourceError ||
    error instanceof StoreFolderError ||
    error instanceof ProverMissingError
  );
}

/** The exit code of an error. After a defect nothing can be said of what was scanned. */
export function codeFor(error: unknown): number {
  return isUsersToMend(error) ? exitCodes.usage : exitCodes.incomplete;
}

/**
 * What people are told of an error.
 * @param stack whether a defect shows where it happened: its text may quote what was scanned
 */
export function explain(error: unknown, stack: boolean): string {
  if (isUsersToMend(error)) {
    const action = error instanceof SourceError ? `. ${error.action}` : '';
    return `error: ${error.message}${action}`;
  }
  const name = error instanceof Error ? error.name : typeof error;
  const lines = [
    `error: unexpected ${name}. This is a defect of Statewarden ${version}, not of your states.`,
    'Please report it, with this message and the command you ran.',
  ];
  if (!stack) lines.push('STATEWARDEN_DEBUG=1 shows where it happened; read it before you share it.');
  else lines.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return lines.join('\n');
}

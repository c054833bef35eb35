import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

export interface CommandRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandSettings {
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const command = resolve('bin/cli.ts');

/** Starts the real command in a process of its own, with no AWS configuration and no colours unless asked for. */
export function startCommand(words: readonly string[], { cwd, environment = {} }: CommandSettings): ChildProcess {
  const { PATH = '', TMPDIR = '' } = process.env;
  return spawn(process.execPath, [command, ...words], { cwd, env: { PATH, TMPDIR, ...environment } });
}

/** Runs the command to its end. */
export async function runCommandLine(words: readonly string[], settings: CommandSettings): Promise<CommandRun> {
  const child = startCommand(words, settings);
  const [stdout, stderr, [code]] = await Promise.all([
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code: typeof code === 'number' ? code : null, stdout, stderr };
}

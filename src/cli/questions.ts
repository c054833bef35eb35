import { checkbox, confirm, input } from '@inquirer/prompts';
import type { Session } from './session.ts';

interface Choice<T> {
  readonly name: string;
  readonly value: T;
}

/** What may be asked on a terminal. Each question ends with an error, {@link isStopped}, when the person stops it. */
export interface Questions {
  confirm(message: string): Promise<boolean>;
  /** @param problem what is wrong with an answer; null where it can be taken */
  text(message: string, problem?: (answer: string) => string | null, usual?: string): Promise<string>;
  /** At least one of the choices, all at first. */
  choose<T>(message: string, choices: readonly Choice<T>[]): Promise<readonly T[]>;
}

/** Asks on the terminal; questions go to standard error, as everything that was not asked for. */
export function askOnTerminal({ stdin, stderr, signal }: Pick<Session, 'stdin' | 'stderr' | 'signal'>): Questions {
  const context = { input: stdin, output: stderr, signal };
  return {
    confirm: (message) => confirm({ message, default: true }, context),
    text: async (message, problem = () => null, usual) => {
      const validate = (answer: string) => problem(answer.trim()) ?? true;
      const answer = await input({ message, validate, ...(usual === undefined ? {} : { default: usual }) }, context);
      return answer.trim();
    },
    choose: (message, choices) =>
      checkbox({ message, choices: choices.map((choice) => ({ ...choice, checked: true })), required: true }, context),
  };
}

/** Whether a question was stopped with Ctrl-C or at the end of the input. Source: SBoudrias/Inquirer.js packages/core `errors.ts`. */
export function isStopped(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError');
}

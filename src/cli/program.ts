import type { Command } from 'commander';
import type { Session } from './session.ts';

/** What each command is added to. */
export interface Program {
  readonly command: Command;
  readonly session: Session;
  /** Sets the exit code for when the work is done. */
  readonly exit: (code: number) => void;
}

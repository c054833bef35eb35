import { shellWord } from '../scanners/plain-text.ts';
import { SourceError } from '../sources/errors.ts';

interface RestoreErrorDetails {
  /** `s3://bucket/key` or a path: where it happened. */
  readonly location: string;
  /** What happened, one sentence, no value of a state. */
  readonly detail: string;
  /** What to do about it. */
  readonly action: string;
}

/** A restore did not do what it was asked. Says what happened, where, and what to do. */
export abstract class RestoreError extends Error {
  readonly location: string;
  readonly action: string;

  constructor({ location, detail, action }: RestoreErrorDetails, options?: ErrorOptions) {
    super(`${location}: ${detail}`, options);
    this.location = location;
    this.action = action;
  }
}

/** A restore that must not be done, or not like this. Nothing was changed. */
export class RestoreRefusedError extends RestoreError {
  override readonly name = 'RestoreRefusedError';
}

/** A restore stopped half-way, or could not see what it did. */
export class RestoreUnfinishedError extends RestoreError {
  override readonly name = 'RestoreUnfinishedError';
}

/** The version that is asked for can't be read. Nothing was changed. */
export class VersionUnreadableError extends RestoreError {
  override readonly name = 'VersionUnreadableError';

  /** @param id what S3 calls the version */
  constructor(error: SourceError, id: string) {
    const detail = sentenceOf(error).replace(`${error.location}: `, '');
    super({ location: error.location, detail, action: restoreAction(error, id) }, { cause: error });
  }
}

/** Says of a source's error what somebody who restores can do: what a scan advises is of no use to them. @param id of the version */
export function restoreAction({ location, failure, permission, action }: SourceError, id?: string): string {
  switch (failure) {
    case 'denied':
      return permission === null
        ? action
        : `Allow ${permission} to whoever restores: docs/operations/restore.md lists all permissions.`;
    case 'gone':
    case 'unavailable':
    case 'throttled':
      return 'Run the same command again: what was done already is not done twice.';
    case 'archived':
      return `Take it out of the archive first: \`${fromArchive(location, id)}\`. That takes hours; then run the same command again.`;
    default:
      return action;
  }
}

function fromArchive(location: string, id = 'ID'): string {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.*)$/s.exec(location) ?? [];
  const object = `--bucket ${shellWord(bucket)} --key ${shellWord(key)} --version-id ${shellWord(id)}`;
  return `aws s3api restore-object ${object} --restore-request Days=7`;
}

/** What an error of any kind says in one sentence, for a message about another one. */
export function sentenceOf(error: unknown): string {
  if (error instanceof SourceError && error.failure === 'gone') {
    return `${error.location}: it was replaced or deleted while it was looked at`;
  }
  if (error instanceof SourceError || error instanceof RestoreError) return error.message;
  return error instanceof Error ? error.name : typeof error;
}

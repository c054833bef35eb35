import { SourceError } from '../../sources/errors.ts';
import { fileError, isMissing } from '../../sources/folder/file-errors.ts';

/** What an error of the file system means to somebody who writes. */
export function writeError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const told = (failure: 'denied' | 'unavailable' | 'not-found', detail: string, action: string) =>
    new SourceError({ location: path, failure, detail, action }, { cause: error });
  if (code === 'EACCES' || code === 'EPERM') {
    return told('denied', 'this user may not write there', 'Run the command as the user who runs Terraform there.');
  }
  if (code === 'EROFS') return told('denied', 'the file system is read-only', 'Restore on the machine that writes it.');
  if (code === 'ENOSPC' || code === 'EDQUOT') return told('unavailable', 'the disk is full', 'Make room.');
  if (isMissing(error)) return told('not-found', 'its folder is not there', 'Make the folder, and restore again.');
  return fileError(error, path);
}

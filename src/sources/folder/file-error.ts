import { SourceError } from '../errors.ts';

/** Makes the source error of what a call of the file system threw. @param location path of the file or folder */
export function fileError(error: unknown, location: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const options = { cause: error };
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    const action = 'Check the path: it is seen from the folder in which the command was started.';
    return new SourceError(
      { location, failure: 'not-found', detail: 'there is no such file or folder', action },
      options,
    );
  }
  if (error.code === 'EACCES' || error.code === 'EPERM') {
    const action = 'Give the user that scans the right to read it.';
    return new SourceError(
      { location, failure: 'denied', detail: 'reading is not allowed', permission: 'read', action },
      options,
    );
  }
  const detail = `the file system answered ${String(error.code)}`;
  return new SourceError(
    { location, failure: 'unavailable', detail, action: 'Scan again; check the disk if it stays.' },
    options,
  );
}

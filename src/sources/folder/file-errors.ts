import { SourceError, type SourceFailure } from '../errors.ts';

interface Trouble {
  readonly failure: SourceFailure;
  readonly detail: string;
  readonly action: string;
}

const denied: Trouble = {
  failure: 'denied',
  detail: 'permission denied',
  action: 'Let the user who scans read it, and search the folders that it lies in.',
};
const tooManyOpen: Trouble = {
  failure: 'unavailable',
  detail: 'too many files are open',
  action: 'Scan again with fewer states at once, or raise the limit (ulimit -n).',
};

/** What the error codes of the file system mean. Source: errno(3) of the Linux manual, libuv `uv_errno_t`. */
const troubles: Readonly<Record<string, Trouble>> = {
  EACCES: denied,
  EPERM: denied,
  EMFILE: tooManyOpen,
  ENFILE: tooManyOpen,
  ELOOP: { failure: 'invalid', detail: 'its symbolic links lead in a circle', action: 'Mend or remove the link.' },
  ENAMETOOLONG: { failure: 'invalid', detail: 'the path is too long', action: 'Scan a folder further down.' },
};

const missing: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);

/**
 * Says what an error of the file system means.
 * @param error whatever was thrown
 * @param path where
 * @returns a SourceError; the error itself where it is none of the file system
 */
export function fileError(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  if (missing.has(code)) return goneFile(path, error);
  const trouble = troubles[code] ?? {
    failure: 'unavailable',
    detail: `the file system answers ${code}`,
    action: 'Check the disk or the network share, then scan again.',
  };
  return new SourceError({ location: path, ...trouble }, { cause: error });
}

/** A file was replaced or removed since the listing. */
export function goneFile(path: string, cause?: unknown): SourceError {
  return new SourceError(
    {
      location: path,
      failure: 'gone',
      detail: 'the file was replaced or removed since it was listed',
      action: 'Nothing has to be done: the next scan reads what is there then.',
    },
    { cause },
  );
}

/** The path of a source leads nowhere. */
export function nothingThere(path: string, cause: unknown): SourceError {
  const action =
    'Check the path: a relative one is seen from the folder the command was started in, or that of the configuration.';
  return new SourceError(
    { location: path, failure: 'not-found', detail: 'there is no such file or folder', action },
    { cause },
  );
}

/** The path of a source leads to a pipe, a device or a socket. */
export function neitherFileNorFolder(path: string): SourceError {
  return new SourceError({
    location: path,
    failure: 'invalid',
    detail: 'it is neither a file nor a folder',
    action: 'Name a folder of states or a state file.',
  });
}

/** Whether a name may not be the one on disk: Node puts U+FFFD for bytes that are no UTF-8. */
export function hasLostBytes(name: string): boolean {
  return name.includes('\uFFFD');
}

/** A name that can't be asked for. */
export function unreadableName(path: string): SourceError {
  return new SourceError({
    location: path,
    failure: 'invalid',
    detail: 'its name is no UTF-8',
    action: 'Rename it.',
  });
}

/** How many places a message names. */
const namedPlaces = 10;

/**
 * A folder was listed, but for some places in it.
 * @param folder absolute path
 * @param unlisted what went wrong at each place, at least one
 */
export function unlistedPlaces(folder: string, unlisted: readonly SourceError[]): SourceError {
  const named = unlisted.slice(0, namedPlaces).map(({ message }) => message);
  const more = unlisted.length > namedPlaces ? [`${unlisted.length - namedPlaces} more`] : [];
  const isDenied = unlisted.some(({ failure }) => failure === 'denied');
  return new SourceError(
    {
      location: folder,
      failure: isDenied ? 'denied' : (unlisted[0]?.failure ?? 'unavailable'),
      detail: `not all of it could be listed: ${[...named, ...more].join('; ')}`,
      action: 'Make these places readable for the user who scans, or leave them out with exclude.',
    },
    { cause: unlisted[0] },
  );
}

/** Whether an error of the file system says that nothing is there. */
export function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && missing.has(code);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

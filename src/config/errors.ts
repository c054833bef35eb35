/** One thing that is wrong in a configuration file. Never quotes a value that may be secret. */
export interface Mistake {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** Where in the configuration, `scanners.locks.staleAfter`; `''` for the file as a whole. */
  readonly path: string;
  /** What was given, what is allowed, what to do. */
  readonly message: string;
}

/** No configuration could be made of a file. */
export abstract class ConfigurationError extends Error {
  /** The file, as it was named. */
  readonly file: string;

  constructor(file: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.file = file;
  }
}

/** The file can't be read: missing, not allowed, a folder. */
export class ConfigurationUnreadableError extends ConfigurationError {
  override readonly name = 'ConfigurationUnreadableError';

  constructor(file: string, cause: NodeJS.ErrnoException) {
    super(file, `${file}: the configuration ${reasonOf(cause)}`, { cause });
  }
}

/** The file is no UTF-8 text. */
export class ConfigurationEncodingError extends ConfigurationError {
  override readonly name = 'ConfigurationEncodingError';

  constructor(file: string, options: ErrorOptions) {
    super(file, `${file}: the configuration is not UTF-8 text; save it with that encoding`, options);
  }
}

/** The file was read, but says something that is not allowed. Names every mistake at once. */
export class ConfigurationInvalidError extends ConfigurationError {
  override readonly name = 'ConfigurationInvalidError';
  /** In the order of the file. At least one. */
  readonly mistakes: readonly Mistake[];

  constructor(file: string, mistakes: readonly Mistake[]) {
    const count = mistakes.length === 1 ? 'one mistake' : `${mistakes.length} mistakes`;
    const lines = mistakes.map(({ line, column, path, message }) => {
      return `  ${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`;
    });
    super(file, [`${file} has ${count}:`, ...lines].join('\n'));
    this.mistakes = mistakes;
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT':
      return 'was not found; check the path, or leave it out to scan with defaults';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by this user; allow reading it';
    case 'EISDIR':
      return 'is a folder; name the file in it';
    default:
      return `could not be read (${code ?? message})`;
  }
}

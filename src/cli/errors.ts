import { nearest } from '../nearest.ts';

/** The command was used wrongly. The message says what to do instead; no stack is shown. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** A scanner or a check was named that there is none of. */
export class UnknownNameError extends UsageError {
  override readonly name = 'UnknownNameError';

  /** @param kind `scanner` or `check` */
  constructor(kind: 'scanner' | 'check', given: string, known: readonly string[]) {
    const meant = nearest(given, known);
    const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
    const all = kind === 'check' ? 'statewarden checks lists them all' : `There are ${known.join(', ')}`;
    super(`there is no ${kind} ${given}.${question} ${all}`);
  }
}

/** Neither the command line nor the configuration says what to scan. */
export class NothingToScanError extends UsageError {
  override readonly name = 'NothingToScanError';

  constructor() {
    super(
      [
        'nothing to scan: name a folder or a bucket, or list sources in statewarden.yaml',
        '',
        '  statewarden scan .                      states below this folder',
        '  statewarden scan s3://acme-tfstate      states in a bucket',
      ].join('\n'),
    );
  }
}

/** What was named to be scanned is no place that holds states. */
export class UnknownPlaceError extends UsageError {
  override readonly name = 'UnknownPlaceError';

  constructor(place: string, reason: string, options?: ErrorOptions) {
    super(`${place}: ${reason}; name a folder, a state file, or s3://BUCKET/PREFIX`, options);
  }
}

/** The configuration turns every scanner off. */
export class NoScannerError extends UsageError {
  override readonly name = 'NoScannerError';

  constructor() {
    super('the configuration disables every scanner: enable one, or name one with --scanner');
  }
}

const outputProblems: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not write there',
  ENOSPC: 'the disk is full',
};

/** The file that `--output` names can't be written. @param what what would stand in it */
export class OutputError extends UsageError {
  override readonly name = 'OutputError';

  constructor(file: string, cause: unknown, what = 'the report') {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    super(`${what} can't be written to ${file}: ${outputProblems[code] ?? code}. Name another file`, { cause });
  }
}

/** `statewarden init` would write over a file. */
export class FileExistsError extends UsageError {
  override readonly name = 'FileExistsError';

  constructor(file: string) {
    super(`${file} is there already: name another file with --output, or replace it with --force`);
  }
}

/** `statewarden init` may not ask, and was not told where the states are. */
export class NowhereToLookError extends UsageError {
  override readonly name = 'NowhereToLookError';

  constructor() {
    super(
      [
        'there is no terminal to ask on: say where the states are',
        '',
        '  statewarden init --discover                 looks through the account, changes nothing',
        '  statewarden init --bucket acme-tfstate      may be repeated; acme-tfstate/prod/ for a prefix',
      ].join('\n'),
    );
  }
}

/** No bucket that may be read holds states, so that there is nothing to configure. */
export class NoStatesFoundError extends UsageError {
  override readonly name = 'NoStatesFoundError';

  constructor() {
    super(
      'no bucket was found that holds states, nothing is written: check the account and --region, or name buckets with --bucket',
    );
  }
}

/** What `--region` names is no region. */
export class NoRegionError extends UsageError {
  override readonly name = 'NoRegionError';

  constructor(given: string) {
    super(`${given} is no AWS region: write its code, such as us-east-1`);
  }
}

/** `statewarden baseline` was not told why, and there is no baseline that says it. */
export class BaselineUnexplainedError extends UsageError {
  override readonly name = 'BaselineUnexplainedError';

  constructor() {
    super(
      'say why these findings need not be told, and who answers for that: --reason "there before us" --owner platform',
    );
  }
}

/** `statewarden checks test` was asked to try patterns, and the configuration has none. */
export class NoPatternsError extends UsageError {
  override readonly name = 'NoPatternsError';

  constructor() {
    super('the configuration has no own patterns: add scanners.secrets.patterns, or name another file with --config');
  }
}

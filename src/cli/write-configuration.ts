import { access, constants, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseConfiguration } from '../config/load.ts';
import { scanners } from '../scanners/index.ts';
import { FileExistsError, OutputError } from './errors.ts';

const what = 'the configuration';

/**
 * Tells before anything is asked that a file can't be written.
 * @param replace whether a file that is there may be replaced
 * @throws FileExistsError, OutputError
 */
export async function ensureMayWrite(file: string, replace: boolean): Promise<void> {
  await access(dirname(resolve(file)), constants.W_OK).catch((cause: unknown) => {
    throw new OutputError(file, cause, what);
  });
  if (!replace && (await exists(file))) throw new FileExistsError(file);
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return false;
    throw new OutputError(file, cause, what);
  }
}

/**
 * Writes a configuration that was found valid.
 * @throws FileExistsError, OutputError; ConfigurationInvalidError where the text is not valid, which is a defect
 */
export async function writeConfiguration(file: string, text: string, replace: boolean): Promise<void> {
  parseConfiguration(text, { scanners, file, baseFolder: resolve(dirname(file)) });
  await writeFile(file, text, { flag: replace ? 'w' : 'wx' }).catch((cause: unknown) => {
    throw isCode(cause, 'EEXIST') ? new FileExistsError(file) : new OutputError(file, cause, what);
  });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

const schemaFile = 'docs/statewarden.schema.json';

/** Where an editor finds the schema, seen from a configuration file: never a path that only this machine has. */
export function schemaSeenFrom(file: string): string {
  // Beside the sources as beside `dist`, the package holds it.
  const own = fileURLToPath(
    new URL(`../../${import.meta.url.includes('/dist/') ? '../' : ''}${schemaFile}`, import.meta.url),
  );
  const path = relative(dirname(resolve(file)), own)
    .split(sep)
    .join('/');
  return path.startsWith('..') || path.includes(':') ? `./node_modules/statewarden/${schemaFile}` : `./${path}`;
}

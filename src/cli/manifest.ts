import { type Manifest, ManifestError, manifestIncludes, manifestOf, trailerOf } from '../git/manifest.ts';
import { UsageError } from './errors.ts';
import { type Session, write } from './session.ts';

/** Options of `statewarden manifest`, as its command line gives them. */
export interface ManifestOptions {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly format: 'trailer' | 'checksum' | 'files' | 'json';
}

/** Prints the manifest of a folder. @throws UsageError where no manifest can be made of it */
export async function manifest(
  folder: string,
  { include, exclude, format }: ManifestOptions,
  { stdout }: Pick<Session, 'stdout'>,
): Promise<void> {
  const made = await manifestOf(folder, { include: [...manifestIncludes, ...include], exclude }).catch(
    (error: unknown) => {
      if (!(error instanceof ManifestError)) throw error;
      throw new UsageError(`${error.message}. ${error.action}`, { cause: error });
    },
  );
  await write(stdout, textOf(made, format));
}

function textOf(made: Manifest, format: ManifestOptions['format']): string {
  if (format === 'files') return made.text;
  if (format === 'checksum') return `${made.sha256}\n`;
  if (format === 'trailer') return `${trailerOf(made)}\n`;
  const { files, sha256 } = made;
  return `${JSON.stringify({ schemaVersion: 1, files, sha256, trailer: trailerOf(made) }, null, 2)}\n`;
}

import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SourceError } from '../sources/errors.ts';
import type { Source, StateVersion } from '../sources/source.ts';

/**
 * Writes a version below a folder that only this user may read: states hold secrets.
 * @returns path of the file
 * @throws SourceError where the version can't be read, or its key leads out of the folder; errors of the file system
 */
export async function writeToScratch(
  folder: string,
  key: string,
  version: StateVersion,
  source: Source,
  signal: AbortSignal,
): Promise<string> {
  const path = join(folder, source.name.replaceAll(/[^\w-]+/g, '_'), key);
  const inside = relative(folder, path);
  if (inside.split(sep)[0] === '..' || isAbsolute(inside)) {
    throw new SourceError({
      location: key,
      failure: 'invalid',
      detail: 'the key leads out of the folder that the drill writes to',
      action: 'Read this state by hand: aws s3api get-object.',
    });
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { chunks } = await source.open(version, signal);
  await pipeline(chunks, createWriteStream(path, { mode: 0o600 }), { signal });
  return path;
}

import { readdir, readFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { RepositoryError } from './errors.ts';

/** Where a clone keeps what: two folders that differ in a worktree only. Source: git/git Documentation/gitrepository-layout.adoc. */
export interface CloneFolders {
  /** HEAD. */
  readonly own: string;
  /** Objects, refs, configuration. */
  readonly common: string;
}

/** @param path of a clone, a worktree or a bare repository @throws RepositoryError */
export async function findClone(path: string): Promise<CloneFolders> {
  const link = await textOf(join(path, '.git'));
  const named = /^gitdir: (.+)$/m.exec(link ?? '')?.[1];
  const candidates = [named === undefined ? join(path, '.git') : fromFolder(path, named), path];
  for (const own of candidates) {
    if ((await textOf(join(own, 'HEAD'))) === null) continue;
    const shared = (await textOf(join(own, 'commondir')))?.trim();
    const common = shared === undefined ? own : fromFolder(own, shared);
    if ((await textOf(join(common, 'reftable', 'tables.list'))) !== null)
      throw cloneError(
        path,
        'invalid',
        'the clone keeps its refs in the new format reftable, which is not read here',
        'Clone it with --ref-format=files.',
      );
    return { own, common };
  }
  throw cloneError(
    path,
    'not-found',
    'there is no git repository',
    'Write the path of a clone or of a bare repository.',
  );
}

function fromFolder(folder: string, path: string): string {
  return isAbsolute(path) ? path : resolve(folder, path);
}

/** Null where there is no such file. @throws RepositoryError */
export async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw fileError(path, error);
  }
}

/** Paths of all files below a folder, with `/`; none where there is no such folder. @throws RepositoryError */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .split('\\')
        .join('/'),
    );
  } catch (error) {
    if (isMissing(error)) return [];
    throw fileError(folder, error);
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}

function fileError(path: string, error: unknown): RepositoryError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const isDenied = code === 'EACCES' || code === 'EPERM';
  return new RepositoryError(
    {
      location: path,
      failure: isDenied ? 'denied' : 'unavailable',
      detail: `the file can't be read (${code})`,
      action: isDenied ? 'Let the user that scans read the clone.' : 'Check the disk and the path.',
    },
    { cause: error },
  );
}

export function cloneError(
  location: string,
  failure: 'invalid' | 'not-found' | 'too-large',
  detail: string,
  action: string,
  cause?: unknown,
): RepositoryError {
  return new RepositoryError({ location, failure, detail, action }, { cause });
}

import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileError, isMissing } from '../../sources/folder/file-errors.ts';
import { lookAt } from '../../sources/folder/files.ts';
import { writeError } from './write-error.ts';

/** The steps by which a restore changes a folder: each is done whole or not at all, or writes what nobody reads yet. */
export interface FolderFiles {
  /** `file:<mtime ns>-<bytes>` of the file that is there; null when there is none. */
  idOf(path: string): Promise<string | null>;
  /** Its permissions; those of a new state (0644, less the mask of the process) where there is none. */
  modeOf(path: string): Promise<number | null>;
  /** Its text; null when there is none. */
  readText(path: string): Promise<string | null>;
  /** Writes a file that must not be there yet. @returns whether it was written */
  create(path: string, text: string): Promise<boolean>;
  /** Writes a file to the disk, over what is there. */
  write(path: string, chunks: AsyncIterable<Uint8Array>, mode: number | null): Promise<void>;
  /** Whether two files are there and hold the same bytes. */
  isSame(one: string, other: string): Promise<boolean>;
  /** Copies a file with its time. */
  copy(from: string, to: string): Promise<void>;
  /** Gives a file the name of another, whose place it takes. */
  replace(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
}

/** Longest lock file that is read. */
const longestText = 64 * 1024;

/** The files of this machine. Every method throws SourceError. */
export const localFiles: FolderFiles = {
  idOf: async (path) => (await lookAt(path))?.id ?? null,
  async modeOf(path) {
    try {
      return (await stat(path)).mode & 0o777;
    } catch (error) {
      if (isMissing(error)) return null;
      throw fileError(error, path);
    }
  },
  async readText(path) {
    try {
      return (await readFile(path, 'utf8')).slice(0, longestText);
    } catch (error) {
      if (isMissing(error)) return null;
      throw fileError(error, path);
    }
  },
  create: (path, text) =>
    writing(path, async () => {
      try {
        await writeWhole(path, 'wx', oneChunk(text), null);
        return true;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
        throw error;
      }
    }),
  write: (path, chunks, mode) => writing(path, () => writeWhole(path, 'w', chunks, mode)),
  async isSame(one, other) {
    const [first, second] = await Promise.all([lookAt(one), lookAt(other)]);
    if (first === null || second === null || first.bytes !== second.bytes) return false;
    const [firstHash, secondHash] = await Promise.all([hashOf(one), hashOf(other)]);
    return firstHash === secondHash;
  },
  copy: (from, to) =>
    writing(to, async () => {
      const { atime, mtime } = await stat(from);
      await copyFile(from, to, constants.COPYFILE_FICLONE);
      await utimes(to, atime, mtime);
    }),
  replace: (from, to) =>
    writing(to, async () => {
      await rename(from, to);
      const folder = await open(dirname(to), 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    }),
  remove: (path) => writing(path, () => rm(path, { force: true })),
};

async function writeWhole(
  path: string,
  flag: 'w' | 'wx',
  chunks: AsyncIterable<Uint8Array>,
  mode: number | null,
): Promise<void> {
  const file = await open(path, flag);
  try {
    if (mode !== null) await file.chmod(mode);
    for await (const chunk of chunks) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk);
  } catch (error) {
    throw fileError(error, path);
  }
  return hash.digest('hex');
}

async function* oneChunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function writing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw writeError(error, path);
  }
}

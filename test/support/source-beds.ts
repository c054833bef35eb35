import { mkdir, mkdtemp, rename, rm, unlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { folderSource } from '../../src/sources/folder/folder-source.ts';
import { s3Source } from '../../src/sources/s3/s3-source.ts';
import type { Source } from '../../src/sources/source.ts';
import type { Globs } from '../../src/sources/state-names.ts';
import { startS3 } from './s3-server.ts';

/** A place to put states in as Terraform would, whatever its kind, and the source that reads it. */
export interface SourceBed {
  source(globs?: Globs): Source;
  /** Writes a state; what was there becomes the earlier version. */
  put(key: string, text: string): Promise<void>;
  lock(key: string, text: string): Promise<void>;
  unlock(key: string): Promise<void>;
  remove(key: string): Promise<void>;
  close(): Promise<void>;
}

/** A folder as the local backend keeps it. Its clock goes on by a second with each write. */
export async function folderBed(): Promise<SourceBed> {
  const folder = await mkdtemp(join(tmpdir(), 'states-'));
  let seconds = Date.parse('2026-11-20T10:00:00Z') / 1000;
  const write = async (path: string, text: string) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    seconds++;
    await utimes(path, seconds, seconds);
  };
  const lockPath = (key: string) => join(folder, dirname(key), `.${basename(key)}.lock.info`);
  return {
    source: (globs) => folderSource({ name: 'main', path: folder, ...globs }),
    async put(key, text) {
      const path = join(folder, key);
      await rename(path, `${path}.backup`).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
      await write(path, text);
    },
    lock: (key, text) => write(lockPath(key), text),
    unlock: (key) => unlink(lockPath(key)),
    remove: (key) => unlink(join(folder, key)),
    close: () => rm(folder, { recursive: true }),
  };
}

/** A bucket as the S3 backend keeps it. */
export async function bucketBed({ versioned = true } = {}): Promise<SourceBed> {
  const server = await startS3({ versioned });
  return {
    source: (globs) => s3Source({ name: 'main', bucket: server.bucket, prefix: '', client: server.client(), ...globs }),
    put: async (key, text) => void server.put(key, text),
    lock: async (key, text) => void server.put(`${key}.tflock`, text),
    unlock: async (key) => server.remove(`${key}.tflock`),
    remove: async (key) => server.remove(key),
    close: server.close,
  };
}

/** What a listing shows, and the error that ended it. */
export async function listingOf(source: Source, signal = new AbortController().signal) {
  const objects = [];
  try {
    for await (const object of source.list(signal)) objects.push(object);
    return { objects, failure: null };
  } catch (failure) {
    return { objects, failure };
  }
}

export async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  return Buffer.concat(pieces).toString();
}

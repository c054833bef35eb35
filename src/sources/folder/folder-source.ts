import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { SourceError } from '../errors.ts';
import type { Source, StateObject, StateVersion } from '../source.ts';
import { fingerprintOf, type Globs, selectStates } from '../state-names.ts';
import { withoutBucket } from '../without-bucket.ts';
import {
  fileError,
  hasLostBytes,
  isMissing,
  neitherFileNorFolder,
  nothingThere,
  unlistedPlaces,
  unreadableName,
} from './file-errors.ts';
import { type FileState, lookAt, openAsListed, readLockText } from './files.ts';
import { groupStateFiles, type StateFiles } from './state-files.ts';

interface FolderSettings extends Globs {
  readonly name: string;
  /** A folder with all its sub-folders, or a single file: then that file is the one state, whatever its name. */
  readonly path: string;
}

/** Where to look, once it is known what the path leads to. */
interface Place {
  /** Absolute path of the folder that keys start from. */
  readonly folder: string;
  isState(key: string): boolean;
  mayHoldStates(folder: string): boolean;
}

/** Working folders, often huge: `.terraform/terraform.tfstate` describes a backend and is no state. */
const passedBy: ReadonlySet<string> = new Set(['.terraform', '.git', 'node_modules']);

/**
 * States on disk, as the local backend writes them or as a bucket was copied. Links to files are followed, links to folders are
 * not: what they lead to would be found twice, or in circles.
 */
export function folderSource({ name, path, ...globs }: FolderSettings): Source {
  const location = resolve(path);

  async function place(): Promise<Place> {
    const stats = await stat(location).catch((error: unknown) => {
      throw isMissing(error) ? nothingThere(location, error) : fileError(error, location);
    });
    if (!stats.isDirectory()) {
      if (!stats.isFile()) throw neitherFileNorFolder(location);
      const only = basename(location);
      return { folder: dirname(location), isState: (key) => key === only, mayHoldStates: () => false };
    }
    const { isState, mayHoldStates } = selectStates(globs);
    const isEntered = (folder: string) => !passedBy.has(basename(folder)) && mayHoldStates(folder);
    return { folder: location, isState, mayHoldStates: isEntered };
  }

  async function* list(signal: AbortSignal): AsyncGenerator<StateObject> {
    const there = await place();
    const unlisted: SourceError[] = [];
    yield* walk(there, '', unlisted, signal);
    if (unlisted.length > 0) throw unlistedPlaces(location, unlisted);
  }

  async function* walk(
    there: Place,
    below: string,
    unlisted: SourceError[],
    signal: AbortSignal,
  ): AsyncGenerator<StateObject> {
    signal.throwIfAborted();
    const contents = await noting(unlisted, () => contentsOf(there, below));
    for (const { key, files } of contents ?? []) {
      if (files === null) {
        yield* walk(there, key, unlisted, signal);
        continue;
      }
      signal.throwIfAborted();
      const found = await noting(unlisted, () => stateObject(there, below, files));
      if (found) yield found;
    }
  }

  /** What one folder holds, by key: the files of each state, and the folders to enter. */
  async function contentsOf(there: Place, below: string) {
    const entries = await readFolder(there, below, (path) => readdir(path, { withFileTypes: true }));
    const names = entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
    const states = groupStateFiles(names, (file) => there.isState(keyOf(below, file)));
    const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => keyOf(below, entry.name));
    return [
      ...states.map((files) => ({ key: keyOf(below, files.name), order: keyOf(below, files.name), files })),
      ...folders.filter(there.mayHoldStates).map((key) => ({ key, order: `${key}/`, files: null })),
    ].sort((one, other) => (one.order < other.order ? -1 : 1));
  }

  async function stateObject(there: Place, below: string, files: StateFiles): Promise<StateObject | null> {
    const key = keyOf(below, files.name);
    const current = files.present ? await versionOf(there, key, '') : null;
    if (files.present && current === null && hasLostBytes(files.name)) throw unreadableName(join(there.folder, key));
    const backups = await backupsOf(there, below, files);
    const lock = files.lock === null ? null : await lookAt(join(there.folder, below, files.lock));
    if (current === null && lock === null && backups.length === 0) return null;
    return {
      source: name,
      key,
      current,
      lock:
        lock === null || files.lock === null
          ? null
          : { path: keyOf(below, files.lock), modifiedAt: lock.modifiedAt, bytes: lock.bytes },
      fingerprint: fingerprintOf([current, ...backups]),
    };
  }

  const reading = new Map<string, Promise<readonly string[]>>();

  /** States of one folder are looked at together: who asks while it is read gets the same names. */
  async function namesIn(there: Place, below: string): Promise<readonly string[]> {
    const begun = reading.get(below);
    if (begun !== undefined) return begun;
    const names = readFolder(there, below, (path) => readdir(path));
    reading.set(below, names);
    try {
      return await names;
    } finally {
      reading.delete(below);
    }
  }

  /** Files of one key; null when there are none, or the key is no state of this source. */
  async function filesOf(there: Place, key: string): Promise<StateFiles | null> {
    const parts = key.split('/');
    if (parts.some((part) => part === '' || part === '.' || part === '..')) return null;
    const parents = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
    if (!there.isState(key) || !parents.every(there.mayHoldStates)) return null;
    const below = folderOf(key);
    const name = key.slice(below.length).replace('/', '');
    const names = await namesIn(there, below);
    // A folder may hold thousands of states: only what bears the name is looked at.
    const alike = names.filter((other) => other.startsWith(name) || other.startsWith(`.${name.replace(/^\./, '')}`));
    const states = groupStateFiles(alike, (other) => there.isState(keyOf(below, other)));
    return states.find((files) => files.name === name) ?? null;
  }

  return {
    name,
    kind: 'folder',
    location,
    list,
    async find(key, signal) {
      signal.throwIfAborted();
      const there = await place();
      const files = await filesOf(there, key);
      return files === null ? null : stateObject(there, folderOf(key), files);
    },
    async versions(key, limit, signal) {
      signal.throwIfAborted();
      const there = await place();
      const files = await filesOf(there, key);
      if (files === null) return [];
      const current = files.present ? await versionOf(there, key, '') : null;
      const backups = await backupsOf(there, folderOf(key), files);
      // Copied files may bear any time: the current version comes first all the same.
      return [...(current === null ? [] : [current]), ...backups].slice(0, limit);
    },
    async open(version, signal, atOnce) {
      const { folder } = await place();
      const [id = ''] = version.versionId.split('.');
      return openAsListed(join(folder, version.path), id, signal, atOnce);
    },
    ...withoutBucket,
    async readLock(lock, signal) {
      signal.throwIfAborted();
      const { folder } = await place();
      return readLockText(join(folder, lock.path));
    },
  };
}

async function readFolder<T>(there: Place, below: string, read: (path: string) => Promise<T[]>): Promise<readonly T[]> {
  const path = join(there.folder, below);
  return read(path).catch((error: unknown) => {
    if (!isMissing(error)) throw fileError(error, path);
    if (hasLostBytes(below)) throw unreadableName(path);
    // A folder that was removed since its parent was listed holds nothing.
    return [];
  });
}

/** Newest first. */
async function backupsOf(there: Place, below: string, { name, backups }: StateFiles): Promise<readonly StateVersion[]> {
  const versions: StateVersion[] = [];
  for (const backup of backups) {
    const version = await versionOf(there, keyOf(below, backup), backup.slice(name.length));
    if (version !== null) versions.push(version);
  }
  return versions.sort(
    (one, other) => other.modifiedAt.getTime() - one.modifiedAt.getTime() || (one.path < other.path ? 1 : -1),
  );
}

/** @param adds what the name of a backup adds to that of its state: files of one time and size must not be taken for one */
async function versionOf(there: Place, path: string, adds: string): Promise<StateVersion | null> {
  const file: FileState | null = await lookAt(join(there.folder, path));
  if (file === null) return null;
  const { id, bytes, modifiedAt } = file;
  return { path, versionId: `${id}${adds}`, modifiedAt, bytes, etag: null, deleted: false };
}

/** Does what may fail for one place only, so that the rest is listed all the same. */
async function noting<T>(unlisted: SourceError[], look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    unlisted.push(error);
    return undefined;
  }
}

function keyOf(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function folderOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('/')));
}

import type { BigIntStats } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SourceError } from '../errors.ts';
import type { LockFile, Source, StateBytes, StateObject, StateVersion } from '../source.ts';
import { longestLock } from '../source.ts';
import { type NameRules, stateNames } from '../name-rules.ts';
import { companionOf } from './companions.ts';
import { fileError } from './file-error.ts';

interface FolderSettings extends NameRules {
  readonly name: string;
  /** A folder, or a single file: then that file is a state, whatever its name. */
  readonly path: string;
}

/** One file, as the folder shows it. */
interface Entry {
  /** Path below the folder, with `/`. */
  readonly path: string;
  readonly stats: BigIntStats;
}

/** What belongs to one key. */
interface Group {
  state: Entry | null;
  lock: Entry | null;
  readonly backups: Entry[];
}

/**
 * A folder of states, as the local backend writes them or as a bucket was copied. Links to files are followed, a folder
 * is read once however many links lead to it.
 */
export function folderSource({ name, path, ...rules }: FolderSettings): Source {
  const isState = stateNames(rules);

  async function root(): Promise<{ readonly folder: string; readonly only: string | null }> {
    const stats = await reading(path, () => stat(path));
    return stats.isDirectory() ? { folder: path, only: null } : { folder: dirname(path), only: basename(path) };
  }

  /** Groups of the whole folder, and the first sub-folder that could not be listed. */
  async function groups(
    signal: AbortSignal,
  ): Promise<{ readonly found: Map<string, Group>; readonly failure: unknown }> {
    const { folder, only } = await root();
    const found = new Map<string, Group>();
    const listed = only === null ? await walk(folder, signal) : await siblings(folder, only, signal);
    const isKey = (key: string) => (only === null ? isState(key) : key === only);
    for (const entry of listed.entries) {
      const companion = companionOf(entry.path);
      const key = isKey(entry.path) ? entry.path : companion !== null && isKey(companion.of) ? companion.of : null;
      if (key === null) continue;
      const group = found.get(key) ?? { state: null, lock: null, backups: [] };
      found.set(key, group);
      if (key === entry.path) group.state = entry;
      else if (companion?.role === 'lock') group.lock = entry;
      else group.backups.push(entry);
    }
    return { found, failure: listed.failure };
  }

  async function opened(version: StateVersion): Promise<StateBytes> {
    const { folder } = await root();
    const file = await reading(version.path, () => open(join(folder, version.path), 'r'));
    const stats = await reading(version.path, () => file.stat({ bigint: true }));
    if (versionId(stats) !== version.versionId) {
      await file.close();
      throw new SourceError({
        location: version.path,
        failure: 'gone',
        detail: 'the file changed while it was scanned',
        action: 'Nothing has to be done: the next scan reads the new version.',
      });
    }
    const chunkBytes = 1024 * 1024;
    return { bytes: version.bytes, chunks: file.createReadStream({ highWaterMark: chunkBytes }) };
  }

  return {
    name,
    kind: 'folder',
    location: path,
    async *list(signal) {
      const { found, failure } = await groups(signal);
      for (const key of [...found.keys()].sort()) {
        const group = found.get(key);
        if (group !== undefined) yield stateObject(name, key, group);
      }
      if (failure !== null) throw failure;
    },
    async find(key, signal) {
      const { folder, only } = await root();
      if (only !== null && key !== only) return null;
      const slash = key.lastIndexOf('/') + 1;
      const { entries } = await siblings(join(folder, key.slice(0, slash)), key.slice(slash), signal);
      const group: Group = { state: null, lock: null, backups: [] };
      for (const entry of entries) {
        const full = { ...entry, path: key.slice(0, slash) + entry.path };
        const role = full.path === key ? 'state' : companionOf(full.path)?.role;
        if (role === 'state') group.state = full;
        else if (role === 'lock') group.lock = full;
        else group.backups.push(full);
      }
      return group.state === null && group.lock === null && group.backups.length === 0
        ? null
        : stateObject(name, key, group);
    },
    async versions(key, limit, signal) {
      const slash = key.lastIndexOf('/') + 1;
      const { folder } = await root();
      const { entries } = await siblings(join(folder, key.slice(0, slash)), key.slice(slash), signal);
      const versions = entries
        .map((entry) => ({ ...entry, path: key.slice(0, slash) + entry.path }))
        .filter((entry) => entry.path === key || companionOf(entry.path)?.role === 'backup')
        .map(stateVersion);
      const current = versions.filter((version) => version.path === key);
      const backups = versions.filter((version) => version.path !== key).sort(newestFirst);
      return [...current, ...backups].slice(0, limit);
    },
    open: opened,
    async readLock(lock: LockFile) {
      if (lock.bytes > longestLock) {
        throw new SourceError({
          location: lock.path,
          failure: 'too-large',
          detail: `the lock file has more than ${longestLock} bytes`,
          action: 'Look at the file: it is no lock that Terraform or OpenTofu wrote.',
        });
      }
      const { folder } = await root();
      const file = await reading(lock.path, () => open(join(folder, lock.path), 'r'));
      try {
        return await file.readFile('utf8');
      } finally {
        await file.close();
      }
    },
  };
}

function newestFirst(a: StateVersion, b: StateVersion): number {
  return b.modifiedAt.getTime() - a.modifiedAt.getTime() || (a.path < b.path ? -1 : 1);
}

function stateObject(source: string, key: string, group: Group): StateObject {
  const current = group.state === null ? null : stateVersion(group.state);
  const backups = group.backups.map((entry) => `${entry.path}=${versionId(entry.stats)}`).sort();
  return {
    source,
    key,
    current,
    lock:
      group.lock === null
        ? null
        : { path: group.lock.path, modifiedAt: group.lock.stats.mtime, bytes: Number(group.lock.stats.size) },
    fingerprint: [current?.versionId ?? 'none', ...backups].join('|'),
  };
}

function stateVersion({ path, stats }: Entry): StateVersion {
  return {
    path,
    versionId: versionId(stats),
    modifiedAt: stats.mtime,
    bytes: Number(stats.size),
    etag: null,
    deleted: false,
  };
}

function versionId(stats: BigIntStats): string {
  return `file:${stats.mtimeNs}-${stats.size}`;
}

interface Listed {
  readonly entries: readonly Entry[];
  readonly failure: unknown;
}

/** Files of one folder that are the named one or a companion of it. */
async function siblings(folder: string, name: string, signal: AbortSignal): Promise<Listed> {
  signal.throwIfAborted();
  const names = await reading(folder, () => readdir(folder));
  const entries: Entry[] = [];
  for (const path of names) {
    if (path !== name && companionOf(path)?.of !== name) continue;
    entries.push({ path, stats: await reading(path, () => stat(join(folder, path), { bigint: true })) });
  }
  return { entries, failure: null };
}

/** Folders that hold no states and may be huge. */
const passedBy = new Set(['.terraform', '.git', 'node_modules']);

/** All files below a folder. A sub-folder that can't be listed does not end the listing: it is told in `failure`. */
async function walk(root: string, signal: AbortSignal): Promise<Listed> {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  let failure: unknown = null;
  const waiting = [''];
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    signal.throwIfAborted();
    const folder = join(root, below);
    try {
      const real = await reading(folder, () => realpath(folder));
      if (seen.has(real)) continue;
      seen.add(real);
      for (const entry of await reading(folder, () => readdir(folder, { withFileTypes: true }))) {
        const path = below === '' ? entry.name : `${below}/${entry.name}`;
        if (passedBy.has(entry.name)) continue;
        if (entry.isDirectory()) {
          waiting.push(path);
        } else if (entry.isSymbolicLink() || mayMatter(entry.name)) {
          const stats = await linkTarget(join(root, path), entry.isSymbolicLink());
          if (stats?.isDirectory()) waiting.push(path);
          else if (stats?.isFile()) entries.push({ path, stats });
        }
      }
    } catch (error) {
      if (!(error instanceof SourceError) || below === '') throw error;
      failure ??= error;
    }
  }
  return { entries, failure };
}

/** Any file may be a state where globs say so: only what can be none is passed by without a look. */
function mayMatter(name: string): boolean {
  return !name.endsWith('.tf');
}

/** @returns null for a link that leads nowhere */
async function linkTarget(path: string, isLink: boolean): Promise<BigIntStats | null> {
  try {
    return await reading(path, () => stat(path, { bigint: true }));
  } catch (error) {
    if (isLink && error instanceof SourceError && error.failure === 'not-found') return null;
    throw error;
  }
}

async function reading<T>(location: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw fileError(error, location);
  }
}

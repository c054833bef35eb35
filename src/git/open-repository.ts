import { Clone } from './clone.ts';
import { type ReadCredential, readCredential } from './credentials.ts';
import { RepositoryError } from './errors.ts';
import { GitHub } from './github.ts';
import { GitLab } from './gitlab.ts';
import { makeHttpClient } from './http.ts';
import { makeIdentity } from './identity.ts';
import { fetchTags } from './remote-repository.ts';
import type { Repository, TagMemory, TagReading } from './repository.ts';
import { hostKindOf, type RepositorySettings } from './settings.ts';
import { SmartHttp } from './smart-http.ts';

export interface RepositoryDependencies {
  readonly memory: TagMemory;
  /** The process's environment, for its proxies. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Signatures for CodeCommit hold the time. */
  readonly clock: () => Date;
  /** Where credentials are read from. @default AWS Secrets Manager */
  readonly readCredential?: ReadCredential;
}

/** A repository as configured. Nothing is asked of it, nor of Secrets Manager, before one of its methods is called. */
export function openRepository(settings: RepositorySettings, dependencies: RepositoryDependencies): Repository {
  const { name, url, path } = settings;
  if (url !== undefined) return openRemote(settings, url, dependencies);
  if (path !== undefined) return openClone(name, path, dependencies.memory);
  throw new Error(`repository ${name} has neither url nor path: its settings were not parsed`);
}

function openClone(name: string, path: string, memory: TagMemory): Repository {
  const clone = new Clone(path);
  return {
    name,
    location: path,
    refs: () => clone.refs(),
    tagObjects: (oids, signal) => remembered(oids, memory, signal, (missing) => clone.tags(missing, signal)),
    commits: clone,
    protection: null,
  };
}

function openRemote(settings: RepositorySettings, url: string, dependencies: RepositoryDependencies): Repository {
  const http = makeHttpClient({
    ca: settings.ca ?? null,
    proxy: settings.proxy ?? null,
    environment: dependencies.environment,
  });
  const identity = makeIdentity({
    credentials: settings.credentials ?? null,
    url,
    host: hostKindOf(settings),
    read: dependencies.readCredential ?? readCredential,
    http,
    clock: dependencies.clock,
  });
  const remote = new SmartHttp(url, http, async (signal) => {
    const login = await identity.login(signal);
    if (login === null) return null;
    return `Basic ${Buffer.from(`${login.user}:${login.token.reveal()}`).toString('base64')}`;
  });
  const kind = hostKindOf(settings);
  const host = kind === 'none' ? null : new { github: GitHub, gitlab: GitLab }[kind](url, http, identity);
  const asked = <T>(ask: () => Promise<T>) =>
    ask().catch((error: unknown) => {
      // A secret that was rotated is read anew after its old contents were refused.
      if (error instanceof RepositoryError && error.failure === 'expired') identity.forget();
      throw error;
    });
  return {
    name: settings.name,
    location: url,
    refs: (signal) => asked(() => remote.refs(signal)),
    tagObjects: (oids, signal) =>
      remembered(oids, dependencies.memory, signal, (missing) => asked(() => fetchTags(remote, url, missing, signal))),
    commits: host,
    protection: host,
  };
}

/** Reads what the memory does not know, and tells it. */
async function remembered(
  oids: readonly string[],
  memory: TagMemory,
  signal: AbortSignal,
  read: (missing: readonly string[]) => Promise<readonly TagReading[]>,
): Promise<ReadonlyMap<string, TagReading>> {
  const known = new Map((await memory.get(oids, signal)).map((tag) => [tag.oid, tag]));
  const missing = [...new Set(oids)].filter((oid) => !known.has(oid));
  if (missing.length === 0) return known;
  const fresh = await read(missing);
  await memory.put(fresh, signal);
  return new Map([...known, ...fresh.map((tag) => [tag.oid, tag] as const)]);
}

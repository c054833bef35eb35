import fs from 'node:fs';
import { join } from 'node:path';
import { type CloneFolders, cloneError, findClone, textOf } from './clone-files.ts';
import { readCloneRefs } from './clone-refs.ts';
import { RepositoryError } from './errors.ts';
import { type IsomorphicGit, loadIsomorphicGit } from './isomorphic-git.ts';
import { type GitObject, objectFrom } from './pack.ts';
import { ProtocolError } from './pkt-line.ts';
import { objectFormatError } from './remote-repository.ts';
import {
  type CommitReader,
  longestFile,
  longestListing,
  type RepositoryRefs,
  type TagReading,
  type TreeEntry,
} from './repository.ts';
import { readTag } from './tag-object.ts';

/** A repository that lies on this machine: a clone, a worktree or a bare repository. Objects are read by isomorphic-git. */
export class Clone implements CommitReader {
  readonly #path: string;
  readonly #cache = {};
  #folders: Promise<CloneFolders> | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** Every place where some host looks for it. */
  readonly codeOwnersPaths = ['.github/CODEOWNERS', '.gitlab/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

  /** @throws RepositoryError */
  async refs(): Promise<RepositoryRefs> {
    return readCloneRefs(await this.#found(), (oid) => this.#peel(oid));
  }

  /** @throws RepositoryError */
  async tags(oids: readonly string[], signal: AbortSignal): Promise<readonly TagReading[]> {
    const tags: TagReading[] = [];
    for (const oid of oids) {
      signal.throwIfAborted();
      tags.push(await readTag(oid, (one) => this.#object(one)));
    }
    return tags;
  }

  async reaches(branch: string, commit: string): Promise<boolean> {
    const head = await this.#resolve(branch);
    if (head === commit) return true;
    const isAncestor = await this.#ask((git, place) =>
      git.isDescendent({ ...place, oid: head, ancestor: commit, depth: -1 }),
    );
    if (isAncestor) return true;
    const { common } = await this.#found();
    if ((await textOf(join(common, 'shallow'))) === null) return false;
    throw cloneError(
      this.#path,
      'invalid',
      'the clone is shallow: whether the commit is on the branch can not be told',
      'Fetch the whole history: git fetch --unshallow, or fetch-depth: 0 of actions/checkout.',
    );
  }

  async entries(at: string, folder: string): Promise<readonly TreeEntry[] | null> {
    const oid = await this.#resolve(at);
    const read = await this.#orNull((git, place) => git.readTree({ ...place, oid, ...below(folder) }));
    if (read === null) return null;
    return read.tree.slice(0, longestListing).map(({ path, mode, type }) => ({
      name: path,
      kind: type === 'tree' ? 'folder' : type === 'commit' ? 'submodule' : mode === '120000' ? 'link' : 'file',
    }));
  }

  async text(at: string, path: string): Promise<string | null> {
    const oid = await this.#resolve(at);
    const read = await this.#orNull((git, place) => git.readBlob({ ...place, oid, ...below(path) }));
    if (read === null) return null;
    if (read.blob.length > longestFile)
      throw cloneError(
        this.#path,
        'too-large',
        `${path} is larger than ${longestFile} bytes`,
        'Make the file smaller.',
      );
    return Buffer.from(read.blob).toString('utf8');
  }

  /** The commit of a branch, or the commit that was named. @throws RepositoryError */
  async #resolve(at: string): Promise<string> {
    const { branches } = await readCloneRefs(await this.#found(), async () => null);
    const branch = branches.find(({ name }) => name === `refs/heads/${at}`);
    if (branch !== undefined) return branch.oid;
    if (/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(at)) return at;
    throw cloneError(this.#path, 'not-found', `there is no branch ${at}`, 'Fetch the branch, or write another one.');
  }

  async #peel(oid: string): Promise<string | null> {
    const { type } = await this.#object(oid);
    if (type !== 'tag') return null;
    const tag = await readTag(oid, (one) => this.#object(one));
    for (let below = tag; !('damage' in below); below = below.nested) if (below.nested === null) return below.objectOid;
    // The name of a damaged tag still is one of an annotated tag.
    return oid;
  }

  async #object(oid: string): Promise<GitObject> {
    if (oid.length === 64) throw objectFormatError(this.#path);
    return this.#ask(async (git, place) => objectFrom(await git.readObject({ ...place, oid, format: 'content' })));
  }

  /** Null where a tree has no such path. */
  async #orNull<T>(ask: (git: IsomorphicGit, place: Place) => Promise<T>): Promise<T | null> {
    const git = await loadIsomorphicGit();
    return this.#ask(async (_, place) => {
      try {
        return await ask(git, place);
      } catch (error) {
        if (error instanceof git.Errors.NotFoundError || error instanceof git.Errors.ObjectTypeError) return null;
        throw error;
      }
    });
  }

  async #ask<T>(ask: (git: IsomorphicGit, place: Place) => Promise<T>): Promise<T> {
    const git = await loadIsomorphicGit();
    const { common } = await this.#found();
    try {
      return await ask(git, { fs, gitdir: common, cache: this.#cache });
    } catch (error) {
      if (error instanceof RepositoryError) throw error;
      const missing = error instanceof git.Errors.NotFoundError;
      const detail = missing
        ? 'an object is not in the clone'
        : `an object can't be read${error instanceof ProtocolError ? `: ${error.message}` : ''}`;
      const action = 'Fetch with tags (git fetch --tags), and run git fsck in the clone.';
      throw cloneError(this.#path, missing ? 'not-found' : 'invalid', detail, action, error);
    }
  }

  #found(): Promise<CloneFolders> {
    this.#folders ??= findClone(this.#path);
    return this.#folders;
  }
}

interface Place {
  readonly fs: typeof fs;
  readonly gitdir: string;
  readonly cache: object;
}

function below(path: string): { filepath?: string } {
  return path === '' ? {} : { filepath: path };
}

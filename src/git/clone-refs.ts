import { join } from 'node:path';
import { type CloneFolders, cloneError, filesBelow, textOf } from './clone-files.ts';
import type { RepositoryError } from './errors.ts';
import type { GitRef, RepositoryRefs } from './repository.ts';

/** Gives what a tag points to in the end; null where the object is no tag. @throws RepositoryError */
export type Peel = (oid: string) => Promise<string | null>;

interface FoundRef {
  readonly oid: string;
  /** Undefined: the file does not say. */
  readonly peeled?: string | null;
}

const oidShape = /^([0-9a-f]{40}|[0-9a-f]{64})\s*$/;
const ofOrigin = 'refs/remotes/origin/';

/**
 * Tags and branches of a clone. Of a branch that was fetched from `origin` the fetched one counts: it is what others see.
 * Source: git/git Documentation/git-pack-refs.adoc, refs/packed-backend.c "packed-refs header"; gitrepository-layout.adoc.
 */
export async function readCloneRefs({ own, common }: CloneFolders, peel: Peel): Promise<RepositoryRefs> {
  const loose = await looseRefs(common);
  // After the loose ones: git packs a ref before it removes the file of it.
  const found = new Map([...packedRefs((await textOf(join(common, 'packed-refs'))) ?? ''), ...loose]);
  const tags: GitRef[] = [];
  const branches = new Map<string, GitRef>();
  for (const [name, { oid, peeled }] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (name.startsWith('refs/tags/'))
      tags.push({ name, oid, peeled: peeled === undefined ? await peel(oid) : peeled });
    // In this order: `refs/heads/` stands before `refs/remotes/`, and so is replaced.
    else if (name.startsWith('refs/heads/')) branches.set(name, { name, oid, peeled: null });
    else if (name.startsWith(ofOrigin) && name !== `${ofOrigin}HEAD`) {
      const branch = `refs/heads/${name.slice(ofOrigin.length)}`;
      branches.set(branch, { name: branch, oid, peeled: null });
    }
  }
  const head =
    /^ref: refs\/remotes\/origin\/(.+)$/m.exec((await textOf(join(common, ofOrigin, 'HEAD'))) ?? '') ??
    /^ref: refs\/heads\/(.+)$/m.exec((await textOf(join(own, 'HEAD'))) ?? '');
  const inOrder = [...branches.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { tags, branches: inOrder, defaultBranch: head?.[1] ?? null };
}

/** Files of one ref each; symbolic ones, which stand for others, are left out. @throws RepositoryError */
async function looseRefs(common: string): Promise<ReadonlyMap<string, FoundRef>> {
  const found = new Map<string, FoundRef>();
  for (const folder of ['refs/tags', 'refs/heads', 'refs/remotes/origin']) {
    for (const path of await filesBelow(join(common, folder))) {
      const text = await textOf(join(common, folder, path));
      // A lock of git, or a ref that was packed meanwhile.
      if (path.endsWith('.lock') || text === null || text.startsWith('ref: ')) continue;
      const oid = oidShape.exec(text)?.[1];
      if (oid === undefined) throw damagedRef(join(common, folder, path));
      found.set(`${folder}/${path}`, { oid });
    }
  }
  return found;
}

function damagedRef(location: string): RepositoryError {
  return cloneError(
    location,
    'invalid',
    'the file of the ref holds no object id',
    'Run git fsck in the clone, and fetch the ref again.',
  );
}

/** Each line a ref; a line `^oid` peels the ref above it. Only a header with `fully-peeled` makes its absence an answer. */
export function* packedRefs(text: string): Generator<[name: string, ref: FoundRef]> {
  const lines = text.split('\n');
  const isFullyPeeled = lines[0]?.startsWith('# pack-refs with:') === true && /\bfully-peeled\b/.test(lines[0]);
  for (const [index, line] of lines.entries()) {
    const [, oid = '', name = ''] = /^([0-9a-f]{40}|[0-9a-f]{64}) (.+)$/.exec(line) ?? [];
    if (oid === '') continue;
    const below = /^\^([0-9a-f]+)$/.exec(lines[index + 1] ?? '')?.[1];
    if (below !== undefined) yield [name, { oid, peeled: below }];
    else yield [name, isFullyPeeled ? { oid, peeled: null } : { oid }];
  }
}

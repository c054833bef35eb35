import type { BranchProtection } from '../../git/repository.ts';
import { protectionOfTag } from '../../git/tag-protection.ts';
import { SourceError } from '../../sources/errors.ts';
import type { Collected, Io, Target } from '../scanner.ts';
import { factOf } from '../source-scan-error.ts';
import type { CodeOwners, Layout, ReleaseFacts, TagChanges, TagProtection } from './facts.ts';
import { once } from './once.ts';
import type { ReleasesRepository } from './options.ts';
import { asked, type RefsReading, readRefs } from './refs.ts';
import { seenTags } from './seen-tags.ts';
import { releasesAmong, versionIn } from './versions.ts';

type RepositoryFacts = Pick<
  ReleaseFacts,
  'tagChanges' | 'branches' | 'reviews' | 'forcePush' | 'tagProtection' | 'codeOwners' | 'layout'
>;

/** Reads what can be said of a repository as a whole. */
export async function collectRepository(
  target: Target,
  settings: ReleasesRepository,
  io: Io,
  signal: AbortSignal,
): Promise<Collected<RepositoryFacts>> {
  const refs = once(() => readRefs(settings, io.outside, signal));
  const protections = once(async () => await readProtections(settings, await refs(), signal));
  const { name: repository } = settings;
  return {
    tagChanges: await factOf(target, async () => await readTagChanges(target, settings, await refs(), io)),
    branches: await factOf(target, async () =>
      (await protections()).map(({ branch, rules, exists }) => ({
        repository,
        branch,
        exists,
        isProtected: told(rules.protected, rules, branch),
      })),
    ),
    reviews: await factOf(target, async () =>
      guarded(await protections()).map(({ branch, rules }) => ({
        repository,
        branch,
        approvals: told(rules.requiredApprovals, rules, branch),
        rules: rules.rules,
      })),
    ),
    forcePush: await factOf(target, async () =>
      guarded(await protections()).map(({ branch, rules }) => ({
        repository,
        branch,
        allowed: told(rules.forcePushAllowed, rules, branch),
        rules: rules.rules,
      })),
    ),
    tagProtection: await factOf(target, async () => await readTagProtection(settings, await refs(), signal)),
    codeOwners: await factOf(target, async () => await readCodeOwners(settings, await refs(), signal)),
    layout: await factOf(target, async () => await readLayout(settings, await refs(), signal)),
  };
}

interface Protection {
  readonly branch: string;
  readonly exists: boolean;
  readonly rules: BranchProtection;
}

/** Empty where nobody can tell. @throws SourceError */
async function readProtections(
  { branches }: ReleasesRepository,
  { repository: { protection }, refs }: RefsReading,
  signal: AbortSignal,
): Promise<readonly Protection[]> {
  if (protection === null) return [];
  const there = new Set(refs.branches.map(({ name }) => name));
  const protections: Protection[] = [];
  for (const branch of branches) {
    const exists = there.has(`refs/heads/${branch}`);
    // Of a branch that is there, a host that finds nothing may be hiding it: no answer.
    const rules = exists
      ? await asked(() => protection.branch(branch, signal), signal)
      : { branch, ...nothingProtects };
    protections.push({ branch, exists, rules });
  }
  return protections;
}

/** A branch that is not there is protected by nothing. */
const nothingProtects = { protected: false, requiredApprovals: 0, forcePushAllowed: true, rules: [], unknown: [] };

/** That a branch without protection asks for no reviews is told by that finding. */
function guarded(protections: readonly Protection[]): readonly Protection[] {
  return protections.filter(({ rules }) => rules.protected !== false);
}

/** What the host told, or why it did not. @throws SourceError */
function told<T>(value: T | null, { unknown }: BranchProtection, branch: string): T {
  if (value !== null) return value;
  throw new SourceError({
    location: `branch ${branch}`,
    failure: 'denied',
    detail: unknown.length === 0 ? 'the host does not tell how it is protected' : unknown.join(' '),
    action: 'Give the credentials of the repository the right to read its settings.',
  });
}

async function readTagChanges(
  target: Target,
  { name, tagPattern, acceptedTags }: ReleasesRepository,
  { repository, tags }: RefsReading,
  io: Io,
): Promise<TagChanges> {
  const seen = await seenTags(target.id, io);
  const accepted = new Map(Object.entries(acceptedTags));
  const fresh = new Map([...tags].flatMap(([tag, { oid }]) => (seen.has(tag) ? [] : [[tag, oid] as const])));
  const moved: TagChanges['moved'][number][] = [];
  const deleted: TagChanges['deleted'][number][] = [];
  for (const [tag, { oid: was, at: firstSeenAt }] of seen) {
    if (versionIn(tag, tagPattern) === null) continue;
    const now = tags.get(tag)?.oid;
    if (now === was || accepted.get(tag) === (now ?? 'deleted')) continue;
    if (now === undefined) deleted.push({ tag, was, firstSeenAt });
    else moved.push({ tag, was, now, firstSeenAt });
  }
  const isRelease = ([tag]: readonly [string, string]) => versionIn(tag, tagPattern) !== null;
  return {
    repository: name,
    location: repository.location,
    moved,
    deleted,
    fresh: new Map([...fresh].filter(isRelease)),
  };
}

async function readTagProtection(
  { name, tagPattern }: ReleasesRepository,
  { repository: { protection }, tags }: RefsReading,
  signal: AbortSignal,
): Promise<TagProtection | null> {
  if (protection === null) return null;
  // Rules are patterns: the newest release shows what the next one will be called.
  const tag = releasesAmong(tags, tagPattern).at(-1)?.tag ?? tagPattern.replace('*', '1.0.0');
  const rules = await asked(() => protection.tagRules(signal), signal);
  return { repository: name, pattern: tagPattern, ...protectionOfTag(tag, rules) };
}

async function readCodeOwners(
  { name, branches: [branch = 'main'] }: ReleasesRepository,
  { repository: { commits } }: RefsReading,
  signal: AbortSignal,
): Promise<CodeOwners | null> {
  if (commits === null) return null;
  const { codeOwnersPaths: paths } = commits;
  for (const path of paths) {
    if ((await asked(() => commits.text(branch, path, signal), signal)) !== null)
      return { repository: name, branch, paths, found: path };
  }
  return { repository: name, branch, paths, found: null };
}

async function readLayout(
  { name, layout, branches: [branch = 'main'] }: ReleasesRepository,
  { repository: { commits } }: RefsReading,
  signal: AbortSignal,
): Promise<Layout | null> {
  if (commits === null || layout === undefined) return null;
  const folders = [
    ...layout.environments.map((folder) => ({ folder, kind: 'environment' as const })),
    ...(layout.modules ?? []).map((folder) => ({ folder, kind: 'modules' as const })),
  ];
  const missing: Layout['missing'][number][] = [];
  for (const entry of folders) {
    const entries = await asked(() => commits.entries(branch, entry.folder, signal), signal);
    if (entries === null || entries.length === 0) missing.push(entry);
  }
  return { repository: name, branch, missing };
}

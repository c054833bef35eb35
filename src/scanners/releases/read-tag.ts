import { manifestTrailer } from '../../git/manifest.ts';
import { isDamaged, type TagObject } from '../../git/repository.ts';
import { trailerValues } from '../../git/trailers.ts';
import { isKeyOf } from '../../git/trusted-key.ts';
import { SourceError } from '../../sources/errors.ts';
import { repositoryTarget } from '../places.ts';
import type { Io } from '../scanner.ts';
import type { BranchReach, DeployedRelease, NewerReleases, TagAnnotation } from './facts.ts';
import type { DeploymentRule, ReleasesRepository } from './options.ts';
import { asked, type RefsReading } from './refs.ts';
import { seenTags } from './seen-tags.ts';
import { precedence, releasesAmong } from './versions.ts';

/** The annotation of a release's tag; null where there is no tag, or no annotation. @throws SourceError */
export async function readAnnotation(
  release: Pick<DeployedRelease, 'tag'> | null,
  reading: RefsReading,
  { trustedKeys = [] }: Pick<ReleasesRepository, 'trustedKeys'>,
  signal: AbortSignal,
): Promise<TagAnnotation | null> {
  if (release === null || release.tag === null) return null;
  const object = await tagObject(release.tag, reading, signal);
  if (object === null) return null;
  const checksums = new Set(trailerValues(object, manifestTrailer).map((value) => value.toLowerCase()));
  const [checksum = null] = checksums;
  const isWhole = checksums.size === 1 && checksum !== null && /^[0-9a-f]{64}$/.test(checksum);
  return {
    tag: release.tag,
    tagger: object.tagger,
    checksum: isWhole ? checksum : null,
    checksumDamaged: checksums.size > 0 && !isWhole,
    signature: judged(object, trustedKeys),
    key: object.signature?.key ?? null,
  };
}

/** Null for a lightweight tag. @throws SourceError */
async function tagObject(
  tag: string,
  { repository, tags }: RefsReading,
  signal: AbortSignal,
): Promise<TagObject | null> {
  const ref = tags.get(tag);
  if (ref === undefined || ref.peeled === null) return null;
  const object = (await asked(() => repository.tagObjects([ref.oid], signal), signal)).get(ref.oid);
  if (object !== undefined && !isDamaged(object)) return object;
  throw new SourceError({
    location: `${repository.location} ${tag}`,
    failure: 'invalid',
    detail: object === undefined ? 'the tag object was not sent' : object.damage,
    action: 'Look at the tag with git cat-file -p, and make a new release with a tag that git makes.',
  });
}

function judged({ signature }: TagObject, trusted: readonly string[]): TagAnnotation['signature'] {
  if (signature === null) return 'none';
  if (signature.valid === false) return 'invalid';
  const { key } = signature;
  if (key === null || !trusted.some((one) => isKeyOf(one, key))) return 'untrusted';
  return signature.valid === null ? 'unverifiable' : 'trusted';
}

/** Whether a release's commit is on one of the protected branches; null where nobody can tell. @throws SourceError */
export async function readReach(
  release: Pick<DeployedRelease, 'commit'> | null,
  { repository: { commits }, refs }: RefsReading,
  { branches }: Pick<ReleasesRepository, 'branches'>,
  signal: AbortSignal,
): Promise<BranchReach | null> {
  if (release === null || release.commit === null || commits === null) return null;
  const { commit } = release;
  const there = new Set(refs.branches.map(({ name }) => name));
  for (const branch of branches) {
    // A branch that is not there holds no commit; a host that finds nothing may be hiding it.
    if (!there.has(`refs/heads/${branch}`)) continue;
    if (await asked(() => commits.reaches(branch, commit, signal), signal)) return { commit, branches, reached: true };
  }
  return { commit, branches, reached: false };
}

/** Releases after the one that runs: for a release no pre-releases. @throws SourceError */
export async function readNewer(
  release: DeployedRelease | null,
  reading: RefsReading,
  rule: DeploymentRule,
  io: Io,
  signal: AbortSignal,
): Promise<NewerReleases | null> {
  const { version } = release ?? {};
  if (release === null || version === undefined || version === null) return null;
  const newer = releasesAmong(reading.tags, rule.from.tagPattern).filter(
    (one) => precedence(one.version, version) > 0 && (release.prerelease || !one.prerelease),
  );
  const [next] = newer;
  const latest = newer.at(-1);
  if (next === undefined || latest === undefined) return null;
  const tagger = (await tagObject(next.tag, reading, signal))?.tagger ?? null;
  const since = tagger?.at ?? (await seenTags(repositoryTarget(rule.from.name), io)).get(next.tag)?.at ?? null;
  return { count: newer.length, latest: latest.tag, next: next.tag, since };
}

import type { GitRef } from '../../git/repository.ts';
import { plainText } from '../plain-text.ts';
import type { DeployedRelease, NoVersion, ToldVersion } from './facts.ts';
import type { DeploymentRule, VersionPlace } from './options.ts';
import type { StateVersions, Telling } from './probes.ts';
import { commitOf, meaningOf } from './versions.ts';

/** Outliers that are named. */
const mostOutliers = 20;

/** What stands in places beside the state, by what the options call them. */
export interface BesideState {
  readonly objectTags: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, string>;
}

/** How people read of a place: `output version`. */
export function nameOf(place: VersionPlace): string {
  if ('output' in place) return `output ${place.output}`;
  if ('objectTag' in place) return `object tag ${place.objectTag}`;
  if ('ssmParameter' in place) return `parameter ${place.ssmParameter}`;
  if ('resourceTag' in place) return `resource tag ${place.resourceTag}`;
  if ('moduleSource' in place) return `module source ${place.moduleSource}`;
  if ('image' in place) return `image ${place.image}`;
  return `chart ${place.helmChart}`;
}

/** Whether a place is in the state document itself. */
export function isInState(place: VersionPlace): boolean {
  return !('objectTag' in place) && !('ssmParameter' in place);
}

/** A version, a commit or a name; no sentence, and nothing as long as a key or a token often is. */
const versionText = /^[A-Za-z0-9][\w.+/-]{0,99}$/;

/** What one place tells. */
export function toldBy(
  place: VersionPlace,
  state: StateVersions | null,
  beside: BesideState,
  tags: ReadonlyMap<string, GitRef>,
  pattern: string,
): ToldVersion {
  const from = nameOf(place);
  const none = (why: NoVersion): ToldVersion => ({ from, text: null, why, tag: null, outliers: [] });
  const one = (text: string, outliers: readonly Telling[] = []): ToldVersion =>
    versionText.test(text)
      ? { from, text, why: null, tag: meaningOf(text, tags, pattern).tag, outliers: outliers.slice(0, mostOutliers) }
      : none('not-a-version');

  if ('output' in place) {
    const output = state?.outputs.get(place.output);
    if (output === undefined) return none('missing');
    if (output.sensitive) return none('sensitive');
    return output.text === null ? none('not-a-version') : one(output.text);
  }
  if ('objectTag' in place || 'ssmParameter' in place) {
    const text =
      'objectTag' in place ? beside.objectTags.get(place.objectTag) : beside.parameters.get(place.ssmParameter);
    return text === undefined ? none('missing') : one(text);
  }
  const tellings = (state === null ? undefined : tellingsOf(place, state)) ?? [];
  const most = majority(tellings.filter(({ text }) => versionText.test(text)));
  if (most === null) return none(tellings.length === 0 ? 'missing' : 'not-a-version');
  const outliers = tellings
    .filter(({ text }) => text !== most)
    .map(({ address, text }) => ({ address, text: versionText.test(text) ? text : 'no version' }));
  return one(most, outliers);
}

function tellingsOf(
  place: Exclude<VersionPlace, { output: string } | { objectTag: string } | { ssmParameter: string }>,
  state: StateVersions,
): readonly Telling[] | undefined {
  if ('resourceTag' in place) return state.tags.get(place.resourceTag);
  if ('moduleSource' in place) return state.modules.get(place.moduleSource);
  if ('image' in place) return state.images.get(place.image);
  return state.charts.get(place.helmChart);
}

/** What most tell; of two that are told equally often the one that was told first. */
function majority(tellings: readonly Telling[]): string | null {
  const counts = new Map<string, number>();
  for (const { text } of tellings) counts.set(text, (counts.get(text) ?? 0) + 1);
  let most: string | null = null;
  for (const [text, count] of counts) if (most === null || count > (counts.get(most) ?? 0)) most = text;
  return most;
}

/** The release that runs: what the first place says that tells a version. */
export function releaseOf(
  told: readonly ToldVersion[],
  tags: ReadonlyMap<string, GitRef>,
  { from: { tagPattern, verifiedTag } }: DeploymentRule,
): DeployedRelease | null {
  const text = told.find((one) => one.text !== null)?.text ?? null;
  if (text === null) return null;
  const { kind, version, prerelease, tag } = meaningOf(text, tags, tagPattern);
  const ref = tag === null ? undefined : tags.get(tag);
  const mark = tag === null || verifiedTag === undefined ? undefined : tags.get(verifiedTag.replace('*', () => tag));
  const commit = ref === undefined ? null : commitOf(ref);
  return {
    text: plainText(text, 100),
    kind,
    version,
    prerelease,
    tag,
    commit,
    annotated: ref !== undefined && ref.peeled !== null,
    verified: verifiedTag === undefined || tag === null ? null : mark !== undefined && commitOf(mark) === commit,
  };
}

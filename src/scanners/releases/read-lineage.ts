import type { GitRef } from '../../git/repository.ts';
import type { StateVersion } from '../../sources/source.ts';
import { plainText } from '../plain-text.ts';
import type { Io, Target } from '../scanner.ts';
import { contentsOf } from './contents.ts';
import type { DeployedChange, Predecessor } from './facts.ts';
import { deploymentIn, type RecordedDeployment, ranBefore, type Seen } from './lineage.ts';
import type { DeploymentRule, ReleaseOptions } from './options.ts';
import type { StateVersions } from './probes.ts';
import { isInState, releaseOf, toldBy } from './told.ts';

/** Versions of a state that are looked at. One number for all scanners, because {@link Io.versions} asks once. */
const listedVersions = 20;

/** What a state was recorded to run, oldest first: only deployments from this repository. @throws errors of the store */
export async function recordedDeployments(
  { source, id }: Target,
  { from }: DeploymentRule,
  io: Pick<Io, 'activity'>,
): Promise<readonly DeployedChange[]> {
  const changes: DeployedChange[] = [];
  for await (const record of io.activity({ kind: 'deployment', source, targetId: id })) {
    const { repository, ...change } = deploymentIn(record);
    if (repository === from.name) changes.push({ ...change, recorded: true });
  }
  return changes;
}

interface Before {
  readonly rule: DeploymentRule;
  readonly current: StateVersion;
  readonly settings: ReleaseOptions;
  readonly tags: ReadonlyMap<string, GitRef>;
}

/**
 * What earlier versions of the state told, oldest first: those that were written since the last deployment that is recorded, so that
 * a version that ran between two looks is known too. Versions that can't be read are passed over: they are no news of today.
 * @throws SourceError
 */
export async function seenBefore(
  target: Target,
  { rule, current, settings, tags }: Before,
  recorded: readonly DeployedChange[],
  io: Io,
  signal: AbortSignal,
): Promise<readonly Seen[]> {
  const places = rule.version.filter(isInState);
  const last = recorded.at(-1);
  if (places.length < rule.version.length || last === undefined) return [];
  const since = Date.parse(last.at);
  const versions = (await io.versions(target, listedVersions, signal)).filter(
    ({ deleted, modifiedAt, versionId }) =>
      !deleted && versionId !== current.versionId && modifiedAt.getTime() > since && modifiedAt < current.modifiedAt,
  );
  const seen: Seen[] = [];
  for (const version of versions.toReversed()) {
    const inspection = await io.inspect(target, version, signal);
    if (inspection.damage !== null || inspection.metadata?.format === 'encrypted') continue;
    const state = contentsOf(inspection, settings);
    const beside = { objectTags: new Map(), parameters: new Map() };
    const told = places.map((place) => toldBy(place, state, beside, tags, rule.from.tagPattern));
    const release = releaseOf(told, tags, rule);
    if (release === null) continue;
    const serial = inspection.metadata?.serial ?? null;
    seen.push({ at: version.modifiedAt.toISOString(), release, serial, by: deployerOf(state, rule) });
  }
  return seen;
}

/** Who deployed, as the configured output says. */
export function deployerOf(state: StateVersions | null, { deployedBy }: DeploymentRule): string | null {
  const text = deployedBy === undefined ? null : (state?.outputs.get(deployedBy)?.text ?? null);
  return text === null ? null : plainText(text, 100);
}

const readings = new WeakMap<AbortSignal, Promise<readonly RecordedDeployment[]>>();

/** All deployments that are recorded, read once in each run. */
function allDeployments(io: Pick<Io, 'activity'>, signal: AbortSignal): Promise<readonly RecordedDeployment[]> {
  const reading = readings.get(signal) ?? readAll(io);
  readings.set(signal, reading);
  return reading;
}

async function readAll(io: Pick<Io, 'activity'>): Promise<readonly RecordedDeployment[]> {
  const deployments: RecordedDeployment[] = [];
  for await (const record of io.activity({ kind: 'deployment' })) deployments.push(deploymentIn(record));
  return deployments;
}

/**
 * What the environment before this one ran of the release that this one began to run. Null where no order is configured, where nothing
 * is known of the environment before, and of the first release that was seen here: nobody knows what ran where before that.
 */
export async function readPredecessor(
  lineage: readonly DeployedChange[],
  { from }: DeploymentRule,
  environment: string,
  io: Pick<Io, 'activity'>,
  signal: AbortSignal,
): Promise<Predecessor | null> {
  const order = from.promotion?.order ?? [];
  const before = order[order.indexOf(environment) - 1];
  const last = lineage.at(-1);
  if (before === undefined || last === undefined || last.from === null) return null;
  const there = (await allDeployments(io, signal)).filter(
    (one) => one.environment === before && one.repository === from.name,
  );
  if (there.length === 0) return null;
  return { environment: before, ran: ranBefore(there, (one) => isSame(one, last), new Date(last.at)) };
}

/** The same tag, or where there is none the same text. */
function isSame(one: Pick<DeployedChange, 'tag' | 'to'>, other: Pick<DeployedChange, 'tag' | 'to'>): boolean {
  return one.tag !== null && other.tag !== null ? one.tag === other.tag : one.to === other.to;
}

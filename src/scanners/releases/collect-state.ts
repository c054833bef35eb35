import type { StateVersion } from '../../sources/source.ts';
import type { CheckContext, Collected, Io, Target } from '../scanner.ts';
import { contentsOf, releaseFact } from './contents.ts';
import type { Deployment, ReleaseFacts } from './facts.ts';
import { lineageOf, type Seen } from './lineage.ts';
import { once } from './once.ts';
import type { DeploymentRule, ReleaseOptions } from './options.ts';
import { readBeside, readManifest } from './read-beside.ts';
import { deployerOf, readPredecessor, recordedDeployments, seenBefore } from './read-lineage.ts';
import { readAnnotation, readNewer, readReach } from './read-tag.ts';
import { readRefs } from './refs.ts';
import { isInState, nameOf, releaseOf, toldBy } from './told.ts';

interface Mapped {
  readonly rule: DeploymentRule;
  readonly current: StateVersion;
  readonly settings: ReleaseOptions;
  readonly context: Pick<CheckContext<unknown>, 'now' | 'environment'>;
}

type StateFacts = Pick<
  ReleaseFacts,
  | 'deployment'
  | 'told'
  | 'release'
  | 'annotation'
  | 'manifest'
  | 'reach'
  | 'newer'
  | 'lineage'
  | 'predecessor'
  | 'mutable'
>;

/** Reads what a deployed state runs, and what its repository says of that. */
export async function collectState(
  target: Target,
  { rule, current, settings, context }: Mapped,
  io: Io,
  signal: AbortSignal,
): Promise<Collected<StateFacts>> {
  const { from } = rule;
  const refs = once(() => readRefs(from, io.outside, signal));
  const inspection = once(async () => await io.inspect(target, current, signal));
  const contents = once(async () => contentsOf(await inspection(), settings));
  const beside = once(() => readBeside(target, rule, io, signal));
  const told = once(async () => {
    const needsState = rule.version.some(isInState);
    const [{ tags }, state, aside] = [await refs(), needsState ? await contents() : null, await beside()];
    return rule.version.map((place) => toldBy(place, state, aside, tags, from.tagPattern));
  });
  const release = once(async () => releaseOf(await told(), (await refs()).tags, rule));
  const lineage = once(async () => {
    const recorded = await recordedDeployments(target, rule, io);
    const now = await release();
    if (now === null) return lineageOf(recorded, [], context.now);
    const before = await seenBefore(
      target,
      { rule, current, settings, tags: (await refs()).tags },
      recorded,
      io,
      signal,
    );
    const [metadata, state] = [(await inspection()).metadata, rule.deployedBy === undefined ? null : await contents()];
    const seen: Seen = {
      at: current.modifiedAt.toISOString(),
      release: now,
      serial: metadata?.serial ?? null,
      by: deployerOf(state, rule),
    };
    return lineageOf(recorded, [...before, seen], context.now);
  });

  const fact = <T>(read: () => Promise<T>) => releaseFact(target, read);
  return {
    deployment: { value: deploymentFact(rule, context.environment.name) },
    told: await fact(told),
    release: await fact(release),
    annotation: await fact(async () => await readAnnotation(await release(), await refs(), from, signal)),
    manifest: await fact(async () => await readManifest(rule, await release(), contents, io, signal)),
    reach: await fact(async () => await readReach(await release(), await refs(), from, signal)),
    newer: await fact(async () => await readNewer(await release(), await refs(), rule, io, signal)),
    lineage: await fact(lineage),
    predecessor: await fact(async () => readPredecessor(await lineage(), rule, context.environment.name, io, signal)),
    mutable: await fact(async () => (await contents()).mutable),
  };
}

function deploymentFact({ from, version }: DeploymentRule, environment: string): Deployment {
  return {
    repository: from.name,
    location: from.url ?? from.path ?? '',
    environment,
    asked: version.map(nameOf),
    maximumAge: from.maximumAge,
    trustedTaggers: from.trustedTaggers ?? null,
    trustedKeys: from.trustedKeys ?? null,
    verifiedTag: from.verifiedTag ?? null,
    minimumTime: from.promotion?.minimumTime ?? null,
  };
}

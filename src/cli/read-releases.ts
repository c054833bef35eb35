import { dirname, resolve } from 'node:path';
import pMap from 'p-map';
import type { Configuration } from '../config/configuration.ts';
import { classify } from '../config/environments.ts';
import { defaultConfigurationFile, loadConfiguration } from '../config/load.ts';
import { openEmbeddedStore } from '../findings/embedded.ts';
import type { FindingsStore } from '../findings/store.ts';
import { openOutside } from '../pipeline/open-outside.ts';
import { targetIo } from '../pipeline/target-io.ts';
import { scanners } from '../scanners/index.ts';
import type { Outside } from '../scanners/outside.ts';
import { collectState } from '../scanners/releases/collect-state.ts';
import type { ReleaseFacts } from '../scanners/releases/facts.ts';
import { deploymentOf, optionsOf, type ReleaseOptions } from '../scanners/releases/options.ts';
import { probesFor } from '../scanners/releases/probes.ts';
import type { Collected, Environment } from '../scanners/scanner.ts';
import { SourceError } from '../sources/errors.ts';
import type { Source, StateObject } from '../sources/source.ts';
import { summaryProbe } from '../state/summary.ts';
import { UsageError } from './errors.ts';
import { exitCodes } from './exit-code.ts';
import { openSources } from './open-sources.ts';
import { openStore } from './open-store.ts';
import { type Session, write } from './session.ts';

/** What a command about releases works with. */
export interface ReleaseEstate {
  readonly configuration: Configuration;
  readonly settings: ReleaseOptions;
  readonly sources: readonly Source[];
  readonly store: FindingsStore;
  readonly outside: Outside;
  close(): Promise<void>;
}

const nothingConfigured =
  'no repository is configured: write scanners.releases.repositories and deployments, see docs/operations/releases.md';

/**
 * Opens what the configuration names.
 * @param place of the findings; null: nothing is known yet
 * @throws UsageError, ConfigurationError, StoreFolderError
 */
export async function openReleases(
  file: string | undefined,
  place: string | null,
  session: Session,
): Promise<ReleaseEstate> {
  const configuration = await loadConfiguration(scanners, file);
  const settings = optionsOf(configuration.scanners.releases?.options ?? {});
  if (settings.repositories.length === 0) throw new UsageError(nothingConfigured);
  const sources = await openSources([], configuration, session);
  const { store, close } = place === null ? await openEmbeddedStore() : await openStore(place);
  const baseFolder = dirname(resolve(file ?? defaultConfigurationFile));
  const outside = openOutside({ store, environment: session.environment, baseFolder, clock: session.clock });
  return { configuration, settings, sources, store, outside, close };
}

/** Works with an estate and closes it; what could not be read is told and makes the exit code. */
export async function closing(
  estate: ReleaseEstate,
  { stderr }: Pick<Session, 'stderr'>,
  work: () => Promise<number>,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    await write(stderr, `error: ${error.message}. ${error.action}\n`);
    return exitCodes.incomplete;
  } finally {
    await estate.close();
  }
}

/** A state that is deployed from a repository. */
export interface DeployedState {
  readonly source: Source;
  readonly object: StateObject;
  readonly environment: Environment;
  readonly repository: string;
}

/** All states that the configuration maps to a repository. @throws SourceError when a listing fails */
export async function deployedStates(
  { sources, settings, configuration }: ReleaseEstate,
  signal: AbortSignal,
): Promise<readonly DeployedState[]> {
  const states: DeployedState[] = [];
  for (const source of sources) {
    for await (const object of source.list(signal)) {
      const rule = deploymentOf(object.key, settings);
      if (rule === undefined || object.current === null) continue;
      const environment = classify(object.key, configuration.environments);
      states.push({ source, object, environment, repository: rule.repository });
    }
  }
  return states;
}

type Read = Pick<Collected<ReleaseFacts>, 'release' | 'newer' | 'told' | 'annotation' | 'manifest'>;

/** Reads what states run, as the scanner does. Nothing is recorded. */
export async function readDeployed(
  states: readonly DeployedState[],
  { settings, configuration, store, outside }: ReleaseEstate,
  { signal, clock }: Pick<Session, 'signal' | 'clock'>,
): Promise<readonly (DeployedState & { readonly facts: Read })[]> {
  const probes = [summaryProbe, ...probesFor(configuration.scanners.releases?.options ?? {})];
  return await pMap(
    states,
    async (state) => {
      const { source, object, environment } = state;
      const rule = deploymentOf(object.key, settings);
      if (rule === undefined || object.current === null) throw new TypeError('a state that is not deployed');
      const target = { source: source.name, id: object.key, object };
      const io = targetIo(target, source, await store.target(source.name, object.key), {
        probes,
        limits: configuration.limits,
        activity: store.activity,
        outside,
        clock,
      });
      const context = { now: clock(), environment };
      const facts = await collectState(target, { rule, current: object.current, settings, context }, io, signal);
      return { ...state, facts };
    },
    { concurrency: configuration.limits.concurrency },
  );
}

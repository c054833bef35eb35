import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FindingsStore } from '../findings/store.ts';
import { visibleText } from '../reports/visible-text.ts';
import { bucketTarget, repositoryTarget } from '../scanners/places.ts';
import { type GateFacts, type GateReason, judgeGate } from '../scanners/releases/gate.ts';
import { deploymentIn, type RecordedDeployment, ranBefore } from '../scanners/releases/lineage.ts';
import type { ReleasesRepository } from '../scanners/releases/options.ts';
import { readAnnotation, readReach } from '../scanners/releases/read-tag.ts';
import { asked, type RefsReading, readRefs } from '../scanners/releases/refs.ts';
import { commitOf, releasesAmong, versionIn } from '../scanners/releases/versions.ts';
import { SourceError } from '../sources/errors.ts';
import { UsageError } from './errors.ts';
import { exitCodes } from './exit-code.ts';
import { closing, type DeployedState, deployedStates, openReleases, type ReleaseEstate } from './read-releases.ts';
import { type Session, write } from './session.ts';

/** Options of `statewarden gate`, as its command line gives them. */
export interface GateOptions {
  readonly env: string;
  readonly tag: string;
  readonly store: string;
  readonly manifest?: string;
  readonly repository?: string;
  readonly config?: string;
  readonly format: 'table' | 'json';
}

/**
 * Says whether a release may be deployed.
 * @returns the exit code
 * @throws UsageError, ConfigurationError, StoreFolderError: then it may not
 */
export async function gate(options: GateOptions, session: Session): Promise<number> {
  const manifest = options.manifest === undefined ? null : await sha256Of(options.manifest);
  const estate = await openReleases(options.config, options.store, session);
  return await closing(estate, session, async () => {
    const all = await deployedStates(estate, session.signal);
    const ofEnvironment = all.filter(({ environment }) => environment.name === options.env);
    const repository = chooseRepository(ofEnvironment, estate, options);
    const states = ofEnvironment.filter((state) => state.repository === repository.name);
    const reasons = judgeGate(await readFacts({ states, repository, manifest, options }, estate, session));
    const isOpen = reasons.every(({ holds }) => holds);
    const { env: environment, tag } = options;
    const text =
      options.format === 'json'
        ? JSON.stringify(
            { schemaVersion: 1, environment, repository: repository.name, tag, open: isOpen, reasons },
            null,
            2,
          )
        : lines(reasons, isOpen, options).join('\n');
    await write(session.stdout, `${text}\n`);
    return isOpen ? exitCodes.clean : exitCodes.findings;
  });
}

/** @throws UsageError */
async function sha256Of(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new UsageError(`--manifest ${file} can't be read: ${code}`, { cause });
  });
  return createHash('sha256').update(bytes).digest('hex');
}

/** @throws UsageError where no state of the environment is deployed from it, or several could be meant */
function chooseRepository(
  states: readonly DeployedState[],
  { settings }: ReleaseEstate,
  { env, repository: named }: GateOptions,
): ReleasesRepository {
  const names = [...new Set(states.map(({ repository }) => repository))].sort();
  if (named === undefined && names.length > 1) {
    throw new UsageError(`${env} is deployed from ${names.join(', ')}: name one with --repository`);
  }
  const name = named ?? names[0];
  const repository = settings.repositories.find((one) => one.name === name);
  if (name === undefined || repository === undefined || !names.includes(name)) {
    const from = named === undefined ? 'a repository that is configured' : named;
    throw new UsageError(`no state of ${env} is deployed from ${from}: look at scanners.releases.deployments`);
  }
  return repository;
}

interface Question {
  readonly states: readonly DeployedState[];
  readonly repository: ReleasesRepository;
  readonly manifest: string | null;
  readonly options: GateOptions;
}

async function readFacts(
  { states, repository, manifest, options: { tag, env } }: Question,
  estate: ReleaseEstate,
  { signal, clock }: Pick<Session, 'signal' | 'clock'>,
): Promise<GateFacts> {
  const { outside, store } = estate;
  const reading = await readRefs(repository, outside, signal);
  const ref = versionIn(tag, repository.tagPattern) === null ? undefined : reading.tags.get(tag);
  const release = releasesAmong(reading.tags, repository.tagPattern).find((one) => one.tag === tag);
  const commit = ref === undefined ? null : commitOf(ref);
  const open = await openFindings(store, env, states, repository);
  return {
    environment: {
      name: env,
      isProduction: states.some(({ environment }) => environment.criticality === 'production'),
    },
    tag,
    release: ref === undefined ? null : { version: release?.version ?? null, prerelease: release?.prerelease ?? false },
    annotation: ref === undefined ? null : await readAnnotation({ tag }, reading, repository, signal),
    manifest,
    branch: await readBranch(commit, reading, repository, signal),
    predecessor: await readPredecessor(tag, env, repository, store, clock()),
    locked: await lockedKeys(states, signal),
    unwatched: await unwatchedKeys(states, store),
    backupFindings: open.filter(({ checkId }) => checkId.startsWith('backup/')).map(nameOf),
    criticalFindings: open.filter(({ severity }) => severity === 'critical').map(nameOf),
  };
}

interface OpenFinding {
  readonly checkId: string;
  readonly severity: string;
  readonly stateKey: string;
}

const nameOf = ({ checkId, stateKey }: OpenFinding) => `${checkId} on ${stateKey}`;

/** Critical and high findings that are not suppressed: of the environment, of the buckets behind it, and of the repository. */
async function openFindings(
  store: Pick<FindingsStore, 'open'>,
  environment: string,
  states: readonly DeployedState[],
  repository: ReleasesRepository,
): Promise<readonly OpenFinding[]> {
  const buckets = new Set(
    states.flatMap(({ source: { name, bucket, location } }) =>
      bucket === null ? [] : [JSON.stringify([name, bucketTarget(location)])],
    ),
  );
  const found: OpenFinding[] = [];
  for (const severity of ['critical', 'high'] as const) {
    for await (const finding of store.open({ severity })) {
      const { source, stateKey, status } = finding;
      const isHere =
        finding.environment === environment ||
        stateKey === repositoryTarget(repository.name) ||
        buckets.has(JSON.stringify([source, stateKey]));
      if (isHere && status !== 'suppressed') found.push(finding);
    }
  }
  return found;
}

/** @throws SourceError */
async function readBranch(
  commit: string | null,
  reading: RefsReading,
  { branches }: ReleasesRepository,
  signal: AbortSignal,
): Promise<GateFacts['branch']> {
  const { protection } = reading.repository;
  for (const branch of branches) {
    const reach = await readReach({ commit }, reading, { branches: [branch] }, signal);
    if (reach === null) return null;
    if (!reach.reached) continue;
    // A clone knows no rules: there the branches that are configured count as protected.
    const rules = protection === null ? null : await asked(() => protection.branch(branch, signal), signal);
    return { branch, isProtected: rules === null || rules.protected === true };
  }
  return { branch: null, isProtected: false };
}

async function readPredecessor(
  tag: string,
  environment: string,
  { name, promotion }: ReleasesRepository,
  store: Pick<FindingsStore, 'activity'>,
  now: Date,
): Promise<GateFacts['predecessor']> {
  const order = promotion?.order ?? [];
  const before = order[order.indexOf(environment) - 1];
  if (promotion === undefined || before === undefined) return null;
  const there: RecordedDeployment[] = [];
  for await (const record of store.activity({ kind: 'deployment' })) {
    const deployment = deploymentIn(record);
    if (deployment.environment === before && deployment.repository === name) there.push(deployment);
  }
  return { environment: before, ran: ranBefore(there, (one) => one.tag === tag, now), minimum: promotion.minimumTime };
}

/** @throws SourceError */
async function lockedKeys(states: readonly DeployedState[], signal: AbortSignal): Promise<readonly string[]> {
  const locked: string[] = [];
  for (const { source, object } of states) {
    const entry = await lockEntry(source, object.key, signal);
    if (object.lock !== null || entry !== null) locked.push(object.key);
  }
  return locked;
}

async function lockEntry({ lockTable }: DeployedState['source'], key: string, signal: AbortSignal) {
  try {
    return lockTable === null ? null : (await lockTable.entry(key, signal)).lock;
  } catch (error) {
    // A table that is not there holds no lock.
    if (error instanceof SourceError && error.failure === 'not-found') return null;
    throw error;
  }
}

/** States that the backups scanner has not seen whole since they were written. */
async function unwatchedKeys(
  states: readonly DeployedState[],
  store: Pick<FindingsStore, 'target'>,
): Promise<readonly string[]> {
  const unwatched: string[] = [];
  for (const { source, object } of states) {
    const mark = (await store.target(source.name, object.key))?.scans.backups;
    const writtenAt = object.current?.modifiedAt.getTime() ?? 0;
    const isSeen = mark?.complete === true && Date.parse(mark.scannedAt) >= writtenAt;
    if (!isSeen) unwatched.push(object.key);
  }
  return unwatched;
}

function lines(reasons: readonly GateReason[], isOpen: boolean, { tag, env }: GateOptions): readonly string[] {
  const verdict = isOpen ? `${tag} may be deployed to ${env}.` : `${tag} may not be deployed to ${env}.`;
  return [
    ...reasons.map(({ rule, holds, reason }) => `${holds ? 'yes' : 'NO '}  ${rule.padEnd(9)}  ${visibleText(reason)}`),
    '',
    verdict,
  ];
}

import { columns } from '../reports/columns.ts';
import type { ReleaseFacts } from '../scanners/releases/facts.ts';
import type { ScanError } from '../scanners/scan-error.ts';
import type { Fact } from '../scanners/scanner.ts';
import { exitCodes } from './exit-code.ts';
import { closing, deployedStates, openReleases, readDeployed } from './read-releases.ts';
import { type Session, write } from './session.ts';

/** Options of `statewarden releases status`, as its command line gives them. */
export interface StatusOptions {
  readonly config?: string;
  readonly store?: string;
  readonly format: 'table' | 'json';
}

/** What of a deployed release is not as its tag says. */
type Drift = 'manifest' | 'places' | 'untagged' | 'unknown';

interface Status {
  readonly environment: string;
  readonly repository: string;
  readonly source: string;
  readonly stateKey: string;
  /** Tag of the release, or what is told where it has none; null where nothing is. */
  readonly deployed: string | null;
  /** Tag of the newest release; null where it is not known. */
  readonly latest: string | null;
  /** Releases that are newer; null where that is not known. */
  readonly behind: number | null;
  readonly verified: boolean | null;
  readonly drift: readonly Drift[];
  /** What could not be read. */
  readonly errors: readonly string[];
}

/** Prints what each environment runs. @returns the exit code @throws UsageError, ConfigurationError */
export async function releasesStatus({ config, store, format }: StatusOptions, session: Session): Promise<number> {
  const estate = await openReleases(config, store ?? null, session);
  return await closing(estate, session, async () => {
    const states = await deployedStates(estate, session.signal);
    const read = await readDeployed(states, estate, session);
    const statuses = read.map(statusOf).sort(byPlace);
    const text =
      format === 'json'
        ? JSON.stringify({ schemaVersion: 1, releases: statuses }, null, 2)
        : table(statuses).join('\n');
    await write(session.stdout, `${text}\n`);
    return statuses.some(({ errors }) => errors.length > 0) ? exitCodes.incomplete : exitCodes.clean;
  });
}

type Deployed = Awaited<ReturnType<typeof readDeployed>>[number];

function statusOf({ source, object, environment, repository, facts }: Deployed): Status {
  const { release: fact, newer, told, annotation, manifest } = facts;
  const release = readOf(fact);
  const deployed = release?.tag ?? release?.text ?? null;
  const next = readOf(newer);
  const isOrdered = release !== null && release.version !== null && 'value' in newer;
  return {
    environment: environment.name,
    repository,
    source: source.name,
    stateKey: object.key,
    deployed,
    latest: next?.latest ?? (isOrdered ? deployed : null),
    behind: next?.count ?? (isOrdered ? 0 : null),
    verified: release?.verified ?? null,
    drift:
      'value' in fact
        ? driftOf({ release, told: readOf(told), annotation: readOf(annotation), manifest: readOf(manifest) })
        : [],
    errors: [...new Set(Object.values(facts).flatMap((one) => errorOf(one)?.message ?? []))],
  };
}

type Values = { readonly [K in 'release' | 'told' | 'annotation' | 'manifest']: ReleaseFacts[K] | null };

function driftOf({ release, told, annotation, manifest }: Values): readonly Drift[] {
  if (release === null) return ['unknown'];
  const drift: Drift[] = [];
  if (release.tag === null) drift.push('untagged');
  if (
    manifest !== null &&
    annotation !== null &&
    annotation.checksum !== null &&
    manifest.sha256 !== annotation.checksum
  ) {
    drift.push('manifest');
  }
  const telling = (told ?? []).filter(({ text }) => text !== null);
  const versions = new Set(telling.map(({ tag, text }) => tag ?? text));
  if (versions.size > 1 || telling.some(({ outliers }) => outliers.length > 0)) drift.push('places');
  return drift;
}

function readOf<T>(fact: Fact<T>): T | null {
  return 'value' in fact ? fact.value : null;
}

function errorOf(fact: Fact<unknown>): ScanError | null {
  return 'unreadable' in fact ? fact.unreadable : null;
}

function byPlace(a: Status, b: Status): number {
  const key = ({ environment, repository, source, stateKey }: Status) =>
    JSON.stringify([environment, repository, source, stateKey]);
  return key(a) < key(b) ? -1 : Number(key(a) > key(b));
}

function table(statuses: readonly Status[]): readonly string[] {
  if (statuses.length === 0) return ['No state is deployed from a repository that is configured.'];
  const rows = statuses.map(({ environment, repository, stateKey, deployed, latest, behind, verified, drift }) => [
    environment,
    repository,
    stateKey,
    deployed ?? '?',
    latest ?? '?',
    behind === null ? '?' : String(behind),
    verified === null ? '-' : verified ? 'yes' : 'no',
    drift.length === 0 ? '-' : drift.join(', '),
  ]);
  const headings = ['ENVIRONMENT', 'REPOSITORY', 'KEY', 'DEPLOYED', 'LATEST', 'BEHIND', 'VERIFIED', 'DRIFT'];
  const errors = [...new Set(statuses.flatMap((status) => status.errors))];
  return [...columns(headings, rows, new Set([5])), ...errors.map((message) => `not read: ${message}`)];
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pMap from 'p-map';
import type { Configuration } from '../config/configuration.ts';
import { loadConfiguration } from '../config/load.ts';
import { type Prover, ProverMissingError, prove } from '../drill/prove.ts';
import { runDrill, type StateDrill } from '../drill/run-drill.ts';
import { writeToScratch } from '../drill/scratch.ts';
import type { ActivityRecord } from '../findings/activity.ts';
import { scanners } from '../scanners/index.ts';
import type { ScanError } from '../scanners/scan-error.ts';
import { scanErrorFrom } from '../scanners/source-scan-error.ts';
import { isErroredState } from '../scanners/state-targets.ts';
import type { Source, StateObject } from '../sources/source.ts';
import { drillReport } from './drill-report.ts';
import { exitCodes } from './exit-code.ts';
import { openSources } from './open-sources.ts';
import { openStore } from './open-store.ts';
import { noProgress, progressBar } from './progress.ts';
import { type Session, write } from './session.ts';

/** Options of `statewarden drill`, as its command line gives them. */
export interface DrillOptions {
  readonly config?: string;
  readonly key: readonly string[];
  readonly versions: number;
  readonly to?: string;
  readonly prove?: Prover;
  readonly store?: string;
  readonly format: 'table' | 'json';
}

interface Work {
  readonly configuration: Configuration;
  readonly options: DrillOptions;
  /** Where drilled states are written to; null: nowhere. */
  readonly scratch: string | null;
  readonly session: Session;
}

/** Reads states back and says how it went. @returns the exit code */
export async function drill(places: readonly string[], options: DrillOptions, session: Session): Promise<number> {
  const configuration = await loadConfiguration(scanners, options.config);
  const sources = await openSources(places, configuration, session);
  const temporary = options.to === undefined && options.prove !== undefined;
  const made = temporary ? await mkdtemp(join(tmpdir(), 'statewarden-drill-')) : null;
  const scratch = options.to === undefined ? made : resolve(options.to);
  try {
    const drills = await drillAll(sources, { configuration, options, scratch, session });
    const records = drills.flatMap((one) => one.records);
    if (options.store !== undefined) await recordIn(options.store, records);
    const errors = drills.flatMap((one) => one.errors);
    await write(session.stdout, `${drillReport(records, errors, options.format)}\n`);
    if (errors.length > 0) return exitCodes.incomplete;
    return records.some(({ details }) => details.problem !== null) ? exitCodes.findings : exitCodes.clean;
  } finally {
    // States hold secrets: what nobody asked for is not left behind.
    if (made !== null) await rm(made, { recursive: true, force: true });
  }
}

async function drillAll(sources: readonly Source[], work: Work): Promise<readonly StateDrill[]> {
  const { configuration, session } = work;
  const found = await Promise.all(sources.map((source) => statesOf(source, work)));
  const states = found.flatMap(({ source, objects }) => objects.map((object) => ({ source, object })));
  const missing = work.options.key.filter((key) => !states.some(({ object }) => object.key === key));
  const errors = [...found.flatMap((one) => one.errors), ...missing.map(notThere)];
  const progress = session.stderr.isTTY === true ? progressBar(session, 'Drilling') : noProgress;
  const done: StateDrill[] = [];
  const show = () => {
    const records = done.flatMap((one) => one.records);
    progress.show({
      statesFound: states.length,
      statesDone: done.length,
      bytesRead: records.reduce((sum, { details }) => sum + Number(details.bytes), 0),
      findings: records.filter(({ details }) => details.problem !== null).length,
    });
  };
  try {
    show();
    const drills = await pMap(
      states,
      async ({ source, object }) => {
        const made = await drillState(source, object, work);
        done.push(made);
        show();
        return made;
      },
      { concurrency: configuration.limits.concurrency },
    );
    return [...drills, { records: [], errors }];
  } finally {
    progress.stop();
  }
}

function notThere(key: string): ScanError {
  return {
    source: '',
    stateKey: key,
    code: 'not-found',
    message: `${key}: there is no such state`,
    action: 'Look at the spelling of the key, and at what is included and excluded.',
  };
}

interface SourceStates {
  readonly source: Source;
  readonly objects: readonly StateObject[];
  readonly errors: readonly ScanError[];
}

/** What could be listed, and why not more. */
async function statesOf(source: Source, { options, session: { signal } }: Work): Promise<SourceStates> {
  const objects: StateObject[] = [];
  const errors: ScanError[] = [];
  try {
    for await (const object of options.key.length === 0 ? source.list(signal) : named(source, options.key, signal)) {
      if (object.current !== null && !isErroredState(object.key)) objects.push(object);
    }
  } catch (error) {
    signal.throwIfAborted();
    errors.push(scanErrorFrom(error, { source: source.name, id: source.location }));
  }
  return { source, objects, errors };
}

async function* named(source: Source, keys: readonly string[], signal: AbortSignal): AsyncGenerator<StateObject> {
  for (const key of keys) {
    const object = await source.find(key, signal);
    if (object !== null) yield object;
  }
}

async function drillState(source: Source, object: StateObject, work: Work): Promise<StateDrill> {
  const { configuration, options, session } = work;
  const { clock, signal } = session;
  const { records, errors } = await runDrill(source, object, {
    configuration,
    versions: options.versions,
    clock,
    signal,
  });
  const first = records.find(({ details }) => details.of === 'version' && details.problem === null);
  if (first === undefined || work.scratch === null) return { records, errors };
  try {
    const proved = await restoreToScratch(source, object, first, work.scratch, work);
    return { records: records.map((record) => (record === first ? proved : record)), errors };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ProverMissingError) throw error;
    return { records, errors: [...errors, scanErrorFrom(error, { source: source.name, id: object.key })] };
  }
}

async function restoreToScratch(
  source: Source,
  { key }: StateObject,
  record: ActivityRecord,
  folder: string,
  { options, session: { signal } }: Work,
): Promise<ActivityRecord> {
  const versions = await source.versions(key, 100, signal);
  const version = versions.find(({ versionId }) => versionId === record.details.versionId);
  if (version === undefined) return record;
  const file = await writeToScratch(folder, key, version, source, signal);
  if (options.prove === undefined) return record;
  const listed = await prove(options.prove, file, signal);
  const problem = listed === null ? `refused by ${options.prove}` : record.details.problem;
  return { ...record, details: { ...record.details, problem: problem ?? null, provedBy: options.prove } };
}

async function recordIn(place: string, records: readonly ActivityRecord[]): Promise<void> {
  const { store, close } = await openStore(place);
  try {
    await pMap(records, (record) => store.record(record), { concurrency: 4 });
  } finally {
    await close();
  }
}

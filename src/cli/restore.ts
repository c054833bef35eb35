import { randomUUID } from 'node:crypto';
import { loadConfiguration } from '../config/load.ts';
import { applyRestore, type RestoreResult } from '../restore/apply.ts';
import { idOf } from '../restore/choose.ts';
import { RestoreError, RestoreRefusedError, restoreAction, sentenceOf } from '../restore/errors.ts';
import { heldLocks, lockedBy } from '../restore/hold-locks.ts';
import { listVersions, lookAtRestore, type StateToRestore, type Wanted } from '../restore/look.ts';
import type { RestorePlace } from '../restore/place.ts';
import type { Refusal, RestorePlan } from '../restore/plan.ts';
import { isRunning, thisProcess } from '../restore/process.ts';
import { holderOf, isOwnCrash } from '../restore/restore-lock.ts';
import { scanners } from '../scanners/index.ts';
import { shellWord } from '../scanners/plain-text.ts';
import { SourceError } from '../sources/errors.ts';
import { version } from '../version.ts';
import { UsageError } from './errors.ts';
import { exitCodes } from './exit-code.ts';
import { openStore } from './open-store.ts';
import { listJson, planJson } from './restore-json.ts';
import { openRestoreSource, type RestoreSource } from './restore-source.ts';
import { listText, planText, resultText } from './restore-text.ts';
import { layoutFor, type Session, write } from './session.ts';

/** Options of `statewarden restore`, as its command line gives them. */
export interface RestoreOptions {
  readonly version?: string;
  readonly serial?: number;
  readonly apply?: true;
  readonly dryRun?: true;
  readonly otherLineage?: true;
  readonly keepSerial?: true;
  readonly lockTable?: string;
  readonly limit: number;
  readonly format: string;
  readonly store?: string;
  readonly config?: string;
  readonly quiet?: true;
}

/** Larger documents are read as a stream: several versions are read at a time. */
const streamAbove = 8 * 1024 * 1024;

/**
 * Lists, shows or restores.
 * @returns the exit code
 * @throws UsageError, ConfigurationError, StoreFolderError
 */
export async function restore(named: string, key: string, options: RestoreOptions, session: Session): Promise<number> {
  const wanted = wantedVersion(options);
  const configuration = await loadConfiguration(scanners, options.config, 'left out');
  const opened = await openRestoreSource(named, key, configuration, options.lockTable, session);
  const { limits } = configuration;
  const state: StateToRestore = {
    source: opened.source,
    key,
    limits: { streamAbove: Math.min(streamAbove, limits.streamAbove), largestValue: limits.largestValue },
    location: opened.location,
    command: commandFor(named, key, options, []),
  };
  try {
    if (wanted === null) return await list(state, options, session);
    return await lookAndApply(state, opened, wanted, options, session, (id) =>
      commandFor(named, key, options, ['--version', id, '--apply']),
    );
  } catch (error) {
    if (session.signal.aborted) {
      await write(session.stderr, 'Stopped. The same command finishes what is left, if anything.\n');
    }
    const told = explanation(error);
    if (told === null) throw error;
    await write(session.stderr, `error: ${told}\n`);
    return error instanceof RestoreRefusedError ? exitCodes.refused : exitCodes.incomplete;
  }
}

/** @throws UsageError */
function wantedVersion({ version: id, serial, apply }: RestoreOptions): Wanted | null {
  if (id !== undefined) return { id };
  if (serial !== undefined) return { serial };
  if (apply) throw new UsageError('--apply needs --version or --serial: without them the versions are listed');
  return null;
}

async function list(state: StateToRestore, { limit, format }: RestoreOptions, session: Session): Promise<number> {
  const found = await listVersions(state, Math.max(limit, 1), session.signal);
  const { stdout, environment } = session;
  await write(
    stdout,
    format === 'json' ? listJson(state, found) : listText(state, found, layoutFor(stdout, environment)),
  );
  return found.incomplete ? exitCodes.incomplete : exitCodes.clean;
}

async function lookAndApply(
  state: StateToRestore,
  opened: RestoreSource,
  wanted: Wanted,
  options: RestoreOptions,
  session: Session,
  commandToApply: (id: string) => string,
): Promise<number> {
  const { stdout, stderr, environment, signal, clock } = session;
  const allow = { otherLineage: options.otherLineage === true, keepSerial: options.keepSerial === true };
  const looked = await lookAtRestore(state, wanted, allow, signal);
  const place = opened.place(looked.chosen.version);
  const plan = await withLocks(looked, place, signal);
  const isRefused = plan.refusals.length > 0;
  let result: RestoreResult | null = null;
  if (options.apply && !isRefused) {
    const quiet = options.quiet === true;
    result = await apply(plan, state, place, options.store, clock, signal, (step) => {
      if (!quiet) stderr.write(`${step}\n`);
    });
  }
  if (options.format === 'json') {
    await write(stdout, planJson(state, plan, result));
  } else {
    const layout = layoutFor(stdout, environment);
    const text = planText(state, plan, layout);
    const end = isRefused ? '' : resultText(plan, result, commandToApply(idOf(plan.chosen.version)), layout);
    await write(stdout, `${text}${end}`);
  }
  for (const { reason, action } of plan.refusals) {
    await write(stderr, `refused: ${state.location}: ${reason}. ${action}\n`);
  }
  return isRefused ? exitCodes.refused : exitCodes.clean;
}

/** What stands in the way beside what was read of the versions: somebody's lock. */
async function withLocks(plan: RestorePlan, place: RestorePlace, signal: AbortSignal): Promise<RestorePlan> {
  const self = thisProcess();
  const held = await heldLocks(await place.locks(signal), signal);
  const own = held.filter(({ text }) => isOwnCrash(holderOf(text), self, isRunning));
  const foreign = held.filter((lock) => !own.includes(lock));
  // Where nothing is left to write, nobody's lock is in the way.
  const inTheWay = plan.done ? [] : foreign.slice(0, 1);
  const refusals = inTheWay.map((lock): Refusal => {
    const { message, location, action } = lockedBy(lock, place.location);
    return { reason: message.slice(location.length + 2), action };
  });
  const note = 'A restore died half-way and left its lock: --apply takes it over and finishes what is left.';
  return {
    ...plan,
    refusals: [...plan.refusals, ...refusals],
    notes: own.length === 0 ? plan.notes : [...plan.notes, note],
  };
}

async function apply(
  plan: RestorePlan,
  { source, key, limits }: StateToRestore,
  place: RestorePlace,
  storePlace: string | undefined,
  clock: () => Date,
  signal: AbortSignal,
  onStep: (step: string) => void,
): Promise<RestoreResult> {
  // Opened before anything is changed: a store that can't be used is told first.
  const store = storePlace === undefined ? null : await openStore(storePlace);
  try {
    const tools = { source, key, place, limits, clock, newId: randomUUID, version, self: thisProcess(), isRunning };
    const record = store === null ? null : store.store.record.bind(store.store);
    return await applyRestore(plan, { ...tools, record, onStep }, signal);
  } finally {
    await store?.close();
  }
}

/** Null for a defect, and for a restore that was interrupted. */
function explanation(error: unknown): string | null {
  if (error instanceof RestoreError) return `${error.message}. ${error.action}`;
  return error instanceof SourceError ? `${sentenceOf(error)}. ${restoreAction(error)}` : null;
}

/** The command that goes on from here, paste-ready. */
function commandFor(
  named: string,
  key: string,
  { config, lockTable, store, otherLineage, keepSerial }: RestoreOptions,
  more: readonly string[],
): string {
  const words = [
    'statewarden',
    'restore',
    named,
    key,
    ...more,
    ...(more.length > 0 && otherLineage ? ['--other-lineage'] : []),
    ...(more.length > 0 && keepSerial ? ['--keep-serial'] : []),
    ...(lockTable === undefined ? [] : ['--lock-table', lockTable]),
    ...(more.length === 0 || store === undefined ? [] : ['--store', store]),
    ...(config === undefined ? [] : ['--config', config]),
  ];
  return words.map((word) => (word.startsWith('--') ? word : shellWord(word))).join(' ');
}

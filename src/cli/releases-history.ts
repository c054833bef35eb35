import * as z from 'zod';
import { columns } from '../reports/columns.ts';
import { deploymentIn, type RecordedDeployment } from '../scanners/releases/lineage.ts';
import { UsageError } from './errors.ts';
import { openStore } from './open-store.ts';
import { type Session, write } from './session.ts';

/** Options of `statewarden releases history`, as its command line gives them. */
export interface HistoryOptions {
  readonly store: string;
  readonly at?: string;
  readonly format: 'table' | 'json';
}

/** Prints what an environment ran, oldest first. @throws UsageError, StoreFolderError */
export async function releasesHistory(environment: string, options: HistoryOptions, session: Session): Promise<void> {
  const at = options.at === undefined ? null : timeOf(options.at);
  const { store, close } = await openStore(options.store);
  const all: RecordedDeployment[] = [];
  try {
    for await (const record of store.activity({ kind: 'deployment' })) {
      session.signal.throwIfAborted();
      const deployment = deploymentIn(record);
      if (deployment.environment === environment) all.push(deployment);
    }
  } finally {
    await close();
  }
  const shown = at === null ? all : ranAt(all, at);
  const text =
    options.format === 'json'
      ? JSON.stringify({ schemaVersion: 1, environment, at: at?.toISOString() ?? null, deployments: shown }, null, 2)
      : table(shown, environment, at).join('\n');
  await write(session.stdout, `${text}\n`);
}

/** @throws UsageError */
function timeOf(text: string): Date {
  const day = z.iso.date().safeParse(text);
  if (day.success) return new Date(`${day.data}T23:59:59.999Z`);
  const time = z.iso.datetime({ offset: true }).safeParse(text);
  if (time.success) return new Date(time.data);
  throw new UsageError(`--at ${text}: write a day, such as 2026-03-03, or a time, such as 2026-03-03T14:00:00Z`);
}

/** Of each state and repository the last that began at or before a time. @param all oldest first */
function ranAt(all: readonly RecordedDeployment[], at: Date): readonly RecordedDeployment[] {
  const running = new Map<string, RecordedDeployment>();
  for (const one of all) {
    if (Date.parse(one.at) <= at.getTime())
      running.set(JSON.stringify([one.source, one.stateKey, one.repository]), one);
  }
  return [...running.values()];
}

function table(shown: readonly RecordedDeployment[], environment: string, at: Date | null): readonly string[] {
  if (shown.length === 0) {
    return [`Nothing is known of ${environment}${at === null ? '' : ` at ${at.toISOString()}`}.`];
  }
  const rows = shown.map(({ at: since, repository, source, stateKey, from, to, commit, serial, by }) => [
    since,
    repository,
    source,
    stateKey,
    from ?? '-',
    to,
    commit?.slice(0, 12) ?? '-',
    serial === null ? '-' : String(serial),
    by ?? '-',
  ]);
  return columns(['SINCE', 'REPOSITORY', 'SOURCE', 'KEY', 'FROM', 'TO', 'COMMIT', 'SERIAL', 'BY'], rows, new Set([7]));
}

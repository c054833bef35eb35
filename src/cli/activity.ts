import * as z from 'zod';
import { durationSchema } from '../config/duration.ts';
import { type ActivityKind, type ActivityQuery, type ActivityRecord, activityKinds } from '../findings/activity.ts';
import { columns } from '../reports/columns.ts';
import { drillDetails } from '../scanners/backups/drill-details.ts';
import { UsageError } from './errors.ts';
import { openStore } from './open-store.ts';
import { type Session, write } from './session.ts';

/** Options of `statewarden activity`, as its command line gives them. */
export interface ActivityOptions {
  readonly store: string;
  readonly kind?: ActivityKind;
  readonly since?: string;
  readonly source?: string;
  readonly key?: string;
  readonly format: 'table' | 'json';
}

/** Prints what was recorded, oldest first. @throws UsageError, StoreFolderError */
export async function activity(options: ActivityOptions, session: Session): Promise<void> {
  const queries = queriesOf(options, session.clock());
  const { store, close } = await openStore(options.store);
  const records: ActivityRecord[] = [];
  try {
    for (const query of queries) {
      for await (const record of store.activity(query)) {
        session.signal.throwIfAborted();
        records.push(record);
      }
    }
  } finally {
    await close();
  }
  records.sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
  const text =
    options.format === 'json'
      ? JSON.stringify({ schemaVersion: 1, activity: records }, null, 2)
      : activityTable(records).join('\n');
  await write(session.stdout, `${text}\n`);
}

function queriesOf({ kind, since, source, key }: ActivityOptions, now: Date): readonly ActivityQuery[] {
  if ((source === undefined) !== (key === undefined)) {
    throw new UsageError('name both --source and --key for one state, or neither for all');
  }
  const about = source === undefined || key === undefined ? {} : { source, targetId: key };
  const from = since === undefined ? {} : { since: sinceOf(since, now) };
  return (kind === undefined ? activityKinds : [kind]).map((one) => ({ kind: one, ...about, ...from }));
}

/** A duration back from now, or a day. @throws UsageError */
function sinceOf(text: string, now: Date): Date {
  const duration = durationSchema.safeParse(text);
  if (duration.success) return new Date(now.getTime() - duration.data);
  const day = z.iso.date().safeParse(text);
  if (day.success) return new Date(`${day.data}T00:00:00Z`);
  throw new UsageError(`--since ${text}: write how long ago, such as 30d, or a day, such as 2026-11-01`);
}

/** For people: what was done, where, and how it went. */
function activityTable(records: readonly ActivityRecord[]): readonly string[] {
  if (records.length === 0) return ['Nothing was recorded.'];
  const rows = records.map((record) => [record.at, record.kind, record.source, record.targetId, summaryOf(record)]);
  return columns(['TIME', 'KIND', 'SOURCE', 'KEY', 'WHAT'], rows);
}

function summaryOf(record: ActivityRecord): string {
  if (record.kind === 'drill') return drillSummary(record);
  return Object.entries(record.details)
    .filter(([, value]) => value !== null && typeof value !== 'object')
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}

function drillSummary(record: ActivityRecord): string {
  const { of, place, versionId, milliseconds, lostSeconds, problem } = drillDetails(record);
  const what = of === 'copy' ? `copy in ${place}` : `version ${versionId}`;
  if (problem !== null) return `${what}: FAILED, ${problem}`;
  return `${what}: read back in ${milliseconds} ms${lostSeconds === null ? '' : `, ${lostSeconds} s would be lost`}`;
}

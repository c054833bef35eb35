import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type ActivityLog, type ActivityQuery, type ActivityRecord, recordKinds } from './activity.ts';
import type { FindingsTable, ItemQuery } from './findings-table.ts';
import { expiry, type Item, jsonText, parsed, type RetentionDays } from './items.ts';
import { normalTime } from './scan-order.ts';
import { activityKey, activityLog, activityPartition, indexes } from './table.ts';

const activityItemSchema = z.object({
  kind: z.enum(recordKinds),
  id: z.string(),
  source: z.string(),
  targetId: z.string(),
  at: z.string(),
  details: jsonText(z.record(z.string(), z.json())),
});

/** The log of activity in the findings table: each record one item, put once. */
export function activityLogOf(table: FindingsTable): ActivityLog {
  return {
    async record(record) {
      await table.putItem(activityItem(record, table.retention), { absent: true });
    },
    activity: (query) => activityOf(table, query),
  };
}

/** Its fields under their own names, `details` as JSON text, and the keys of the index `changes`. */
function activityItem({ at: time, ...record }: ActivityRecord, retention: RetentionDays): Item {
  const at = normalTime(time);
  const { kind, id, source, targetId } = record;
  const name = createHash('sha256')
    .update(JSON.stringify([source, targetId, id]))
    .digest('hex')
    .slice(0, 32);
  return {
    ...activityKey({ ...record, at }),
    kind,
    id,
    source,
    targetId,
    at,
    details: JSON.stringify(record.details),
    log: activityLog(kind),
    changeKey: `${at}#${name}`,
    ...expiry(at, retention, 0),
  };
}

async function* activityOf(
  table: FindingsTable,
  { kind, since, ...query }: ActivityQuery,
): AsyncGenerator<ActivityRecord> {
  const which: ItemQuery =
    query.source === undefined
      ? { index: indexes.changes, partition: activityLog(kind) }
      : { partition: activityPartition(kind, query.source, query.targetId), consistent: true };
  const pages = table.query({ ...which, ...(since === undefined ? {} : { from: since.toISOString() }) });
  for await (const page of pages) yield* page.map(activityFromItem);
}

/** @throws StoredItemError */
function activityFromItem(item: unknown): ActivityRecord {
  return parsed('a record of activity', activityItemSchema, item);
}

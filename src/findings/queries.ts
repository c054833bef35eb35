import type { TargetMemory } from '../scanners/scanner.ts';
import type { Finding } from './finding.ts';
import { eventFromItem, findingAddress, findingFromItem } from './items.ts';
import { afterTransitions } from './reconcile.ts';
import type { AuditEvent, FindingQuery } from './store.ts';
import {
  changesLog,
  findingKey,
  historyPartition,
  indexes,
  openKeys,
  primaryKey,
  recordKey,
  recordPartition,
  type TableIndex,
} from './table.ts';
import { type FindingsTable, getItem, getItems, queryPages } from './table-requests.ts';
import { knownFindings, readRecord } from './target-reading.ts';
import { type TargetRecord, targetMemory, withLastSeen } from './target-record.ts';
import { recordFromItem } from './target-record-item.ts';

/** See {@link FindingsStore.targets}. */
export async function* listTargets(table: FindingsTable, source: string): AsyncGenerator<TargetMemory> {
  const partition = { attribute: primaryKey.partition, value: recordPartition(source) };
  for await (const page of queryPages(table, partition)) {
    for (const item of page) yield targetMemory(recordFromItem(item));
  }
}

/** See {@link FindingsStore.target}. */
export async function targetById(
  table: FindingsTable,
  source: string,
  targetId: string,
): Promise<TargetMemory | undefined> {
  const record = await readRecord(table, source, targetId);
  return record.revision === 0 ? undefined : targetMemory(record);
}

/** See {@link FindingsStore.open}. Newest change first, those of one target in no order. */
export async function* openFindings(table: FindingsTable, query: FindingQuery): AsyncGenerator<Finding> {
  if ('targetId' in query) {
    const record = await readRecord(table, query.source, query.targetId);
    const findings = await knownFindings(table, record);
    yield* findings.filter(({ status }) => status !== 'resolved');
    return;
  }
  const { index, value } = indexPartition(query);
  const partition = { attribute: index.partition, value };
  for await (const page of queryPages(table, partition, { IndexName: index.name, ScanIndexForward: false })) {
    const stored = page.map(findingFromItem);
    const records = await recordsOf(table, stored);
    for (const { finding, targetId } of stored) {
      yield withLastSeen(finding, records.get(recordName(finding.source, targetId)));
    }
  }
}

/** See {@link FindingsStore.finding}. */
export async function findingById(table: FindingsTable, findingId: string): Promise<Finding | undefined> {
  const partition = { attribute: indexes.finding.partition, value: findingId };
  for await (const [address] of queryPages(table, partition, { IndexName: indexes.finding.name })) {
    if (address === undefined) continue;
    const { source, targetId } = findingAddress(address);
    const [item, record] = await Promise.all([
      getItem(table, findingKey(source, targetId, findingId)),
      readRecord(table, source, targetId),
    ]);
    if (item === undefined) return undefined;
    const { finding } = findingFromItem(item);
    const pending = record.outbox.filter((transition) => transition.finding.findingId === findingId);
    return afterTransitions([finding], pending).map((current) => withLastSeen(current, record))[0];
  }
  return undefined;
}

/** See {@link FindingsStore.history}. */
export async function* historyOf(table: FindingsTable, findingId: string): AsyncGenerator<AuditEvent> {
  const partition = { attribute: primaryKey.partition, value: historyPartition(findingId) };
  for await (const page of queryPages(table, partition, { ConsistentRead: true })) yield* page.map(eventFromItem);
}

/** See {@link FindingsStore.changesSince}. */
export async function* transitionsSince(table: FindingsTable, since: Date): AsyncGenerator<AuditEvent> {
  const { name, partition, sort } = indexes.changes;
  const pages = queryPages(
    table,
    { attribute: partition, value: changesLog },
    { IndexName: name, from: { attribute: sort, value: since.toISOString() } },
  );
  for await (const page of pages) yield* page.map(eventFromItem);
}

function indexPartition(query: Exclude<FindingQuery, { readonly targetId: string }>): {
  readonly index: TableIndex;
  readonly value: string;
} {
  if ('severity' in query) return { index: indexes.severity, value: openKeys.severity(query.severity) };
  if ('environment' in query) return { index: indexes.environment, value: openKeys.environment(query.environment) };
  if ('check' in query) return { index: indexes.check, value: openKeys.check(query.check) };
  return { index: indexes.owner, value: openKeys.owner(query.owner) };
}

async function recordsOf(
  table: FindingsTable,
  stored: readonly { readonly finding: Finding; readonly targetId: string }[],
): Promise<ReadonlyMap<string, TargetRecord>> {
  const keys = new Map(
    stored.map(({ finding: { source }, targetId }) => [recordName(source, targetId), recordKey(source, targetId)]),
  );
  const records = (await getItems(table, [...keys.values()])).map(recordFromItem);
  return new Map(records.map((record) => [recordName(record.source, record.targetId), record]));
}

function recordName(source: string, targetId: string): string {
  return JSON.stringify([source, targetId]);
}

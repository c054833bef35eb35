import type { TargetMemory } from '../scanners/scanner.ts';
import type { Finding } from './finding.ts';
import type { FindingsTable, ItemQuery } from './findings-table.ts';
import { eventFromItem, findingAddress, findingFromItem } from './items.ts';
import { afterTransitions } from './reconcile.ts';
import type { AuditEvent, FindingQuery } from './store.ts';
import { changesLog, findingKey, historyPartition, indexes, openKeys, recordKey, recordPartition } from './table.ts';
import { knownFindings, readRecord } from './target-reading.ts';
import { type TargetRecord, targetMemory, withLastSeen } from './target-record.ts';
import { recordFromItem } from './target-record-item.ts';

/** See {@link FindingsStore.targets}. */
export async function* listTargets(table: FindingsTable, source: string): AsyncGenerator<TargetMemory> {
  for await (const page of table.query({ partition: recordPartition(source) })) {
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
  for await (const page of table.query({ ...indexPartition(query), newestFirst: true })) {
    const stored = page.map(findingFromItem);
    const records = await recordsOf(table, stored);
    for (const { finding, targetId } of stored) {
      yield withLastSeen(finding, records.get(recordName(finding.source, targetId)));
    }
  }
}

/** See {@link FindingsStore.finding}. */
export async function findingById(table: FindingsTable, findingId: string): Promise<Finding | undefined> {
  for await (const [address] of table.query({ index: indexes.finding, partition: findingId })) {
    if (address === undefined) continue;
    const { source, targetId } = findingAddress(address);
    const [item, record] = await Promise.all([
      table.getItem(findingKey(source, targetId, findingId)),
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
  const pages = table.query({ partition: historyPartition(findingId), consistent: true });
  for await (const page of pages) yield* page.map(eventFromItem);
}

/** See {@link FindingsStore.changesSince}. */
export async function* transitionsSince(table: FindingsTable, since: Date): AsyncGenerator<AuditEvent> {
  const pages = table.query({ index: indexes.changes, partition: changesLog, from: since.toISOString() });
  for await (const page of pages) yield* page.map(eventFromItem);
}

function indexPartition(query: Exclude<FindingQuery, { readonly targetId: string }>): ItemQuery {
  if ('severity' in query) return { index: indexes.severity, partition: openKeys.severity(query.severity) };
  if ('environment' in query) return { index: indexes.environment, partition: openKeys.environment(query.environment) };
  if ('check' in query) return { index: indexes.check, partition: openKeys.check(query.check) };
  return { index: indexes.owner, partition: openKeys.owner(query.owner) };
}

async function recordsOf(
  table: FindingsTable,
  stored: readonly { readonly finding: Finding; readonly targetId: string }[],
): Promise<ReadonlyMap<string, TargetRecord>> {
  const keys = new Map(
    stored.map(({ finding: { source }, targetId }) => [recordName(source, targetId), recordKey(source, targetId)]),
  );
  const records = (await table.getItems([...keys.values()])).map(recordFromItem);
  return new Map(records.map((record) => [recordName(record.source, record.targetId), record]));
}

function recordName(source: string, targetId: string): string {
  return JSON.stringify([source, targetId]);
}

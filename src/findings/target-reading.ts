import type { Finding } from './finding.ts';
import type { FindingsTable } from './findings-table.ts';
import { findingFromItem } from './items.ts';
import { afterTransitions } from './reconcile.ts';
import { findingsPartition, recordKey } from './table.ts';
import { type TargetRecord, unseenTarget, withLastSeen } from './target-record.ts';
import { recordFromItem } from './target-record-item.ts';

/** Strongly consistent; of a target that was never committed a record of revision 0. @throws StoredItemError */
export async function readRecord(table: FindingsTable, source: string, targetId: string): Promise<TargetRecord> {
  const item = await table.getItem(recordKey(source, targetId));
  return item === undefined ? unseenTarget(source, targetId) : recordFromItem(item);
}

/** All findings of a target as its record knows them: those that an outbox still holds too. */
export async function knownFindings(table: FindingsTable, record: TargetRecord): Promise<readonly Finding[]> {
  if (record.revision === 0) return [];
  const partition = findingsPartition(record.source, record.targetId);
  const findings: Finding[] = [];
  for await (const page of table.query({ partition, consistent: true })) {
    findings.push(...page.map((item) => findingFromItem(item).finding));
  }
  return afterTransitions(findings, record.outbox).map((finding) => withLastSeen(finding, record));
}

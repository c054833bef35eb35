import { TargetContendedError } from './errors.ts';
import type { Transition } from './finding.ts';
import type { FindingsTable } from './findings-table.ts';
import { eventItem, findingItem } from './items.ts';
import { afterTransitions, reconcile } from './reconcile.ts';
import { normalTime } from './scan-order.ts';
import type { CommitResult, TargetScan } from './store.ts';
import { recordKey } from './table.ts';
import { knownFindings, readRecord } from './target-reading.ts';
import {
  openCount,
  outcomesInOrder,
  recordAfter,
  type TargetRecord,
  unfinished,
  unseenTarget,
} from './target-record.ts';
import { memoryText, recordItem } from './target-record-item.ts';

/** Each lost attempt means that another scan of the target got further: no waiting is needed, only an end. */
const attempts = 30;

/** Of JSON, in an outbox: with the rest of the record far below DynamoDB's 400 KB for an item. */
const outboxBytes = 100_000;

/**
 * Holds a scan against what is known of its target and makes the transitions.
 *
 * Single-item conditional writes only. What decides is one put of the target's record, bound to the revision that was read: it
 * carries the transitions in its outbox. Then come the audit events, the findings (never over a newer revision), and the
 * emptying of the outbox. A crash after the put is made good by the next commit on the target, one before it changed nothing.
 * @param unseen the target was in no listing so far: tries to put its record without reading first
 * @throws TargetContendedError when other scans of the target were faster too often
 */
export async function commitScan(table: FindingsTable, scan: TargetScan, unseen: boolean): Promise<CommitResult> {
  const { source, targetId, suppressedBy } = scan;
  const made: Transition[] = [];
  let record = unseen ? unseenTarget(source, targetId) : await readRecord(table, source, targetId);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    await makeTransitions(table, record, record.outbox);
    const outcomes = outcomesInOrder(record, scan);
    if (outcomes.length === 0) {
      await emptyOutbox(table, record);
      return { superseded: made.length === 0, transitions: made };
    }
    const judgement = {
      detections: outcomes.flatMap(({ detections }) => detections),
      evaluated: outcomes.flatMap(({ evaluated }) => evaluated),
      ...(suppressedBy === undefined
        ? {}
        : { suppressed: { scanners: outcomes.map(({ scanner }) => scanner), by: suppressedBy } }),
    };
    const nothingToResolve = openCount(record) === 0 && judgement.detections.length === 0;
    const known = nothingToResolve ? [] : await knownFindings(table, record);
    const transitions = reconcile(known, judgement, normalTime(scan.order.lookedAt));
    const after = recordAfter(record, scan, outcomes, afterTransitions(known, transitions));
    const saved = await save(table, record, after, unfinished(after, record, outcomes), transitions, made);
    if (saved) return { superseded: false, transitions: made };
    record = await readRecord(table, source, targetId);
  }
  throw new TargetContendedError(source, targetId, attempts);
}

/**
 * @param made takes the transitions that were saved, also when others are not
 * @returns false when another scan was faster
 */
async function save(
  table: FindingsTable,
  before: TargetRecord,
  after: TargetRecord,
  meanwhile: TargetRecord,
  transitions: readonly Transition[],
  made: Transition[],
): Promise<boolean> {
  if (transitions.length === 0) {
    if (memoryText(after) !== memoryText(before)) return await putRecord(table, after, before.revision);
    await emptyOutbox(table, before);
    return true;
  }
  let { revision } = before;
  const outboxes = outboxesOf(transitions);
  for (const [index, outbox] of outboxes.entries()) {
    const record = { ...(index === outboxes.length - 1 ? after : meanwhile), outbox };
    if (!(await putRecord(table, record, revision))) return false;
    revision += 1;
    made.push(...outbox);
    await makeTransitions(table, record, outbox);
  }
  await emptyOutbox(table, { ...after, revision, outbox: transitions });
  return true;
}

async function putRecord(table: FindingsTable, record: TargetRecord, revision: number): Promise<boolean> {
  const item = recordItem({ ...record, revision: revision + 1 });
  return await table.putItem(item, revision === 0 ? { absent: true } : { revision });
}

/** Any number of times, by any number of workers: it comes to the same. */
async function makeTransitions(
  table: FindingsTable,
  target: TargetRecord,
  transitions: readonly Transition[],
): Promise<void> {
  await table.putTransitions(
    transitions.map((transition) => eventItem(transition, table.retention)),
    transitions.map((transition) => ({
      item: findingItem(transition, target, table.retention),
      revision: transition.finding.revision,
    })),
  );
}

/** Once its transitions are made. Where the record has moved on, whoever moved it has seen to them. */
async function emptyOutbox(table: FindingsTable, { source, targetId, revision, outbox }: TargetRecord): Promise<void> {
  if (outbox.length === 0) return;
  await table.removeAttribute(recordKey(source, targetId), 'outbox', { revision });
}

function outboxesOf(transitions: readonly Transition[]): readonly (readonly Transition[])[] {
  const outboxes: Transition[][] = [];
  let room = 0;
  for (const transition of transitions) {
    const bytes = Buffer.byteLength(JSON.stringify(transition));
    if (bytes > room) {
      outboxes.push([]);
      room = outboxBytes;
    }
    outboxes.at(-1)?.push(transition);
    room -= bytes;
  }
  return outboxes;
}

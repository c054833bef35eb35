/**
 * The findings table as plain data: the embedded store creates it, the deployed stack declares it, both from here.
 *
 * One table holds four kinds of item. Keys are text.
 * | item | `pk` | `sk` |
 * |---|---|---|
 * | record of a target (`target-record.ts`) | `targets#` source | target id |
 * | finding (`items.ts`) | `findings#` JSON array of source and target id | finding id |
 * | audit event (`items.ts`) | `history#` finding id | revision, nine digits |
 * | activity (`activity-log.ts`) | `activity#` kind `#` JSON array of source and target id | time `#` id |
 *
 * The records of a source are one partition, so that a sweep reads them in few pages; the findings of a target are one, so that a
 * commit reads them with one consistent query.
 */
import { createHash } from 'node:crypto';
import type { ActivityKind } from './activity.ts';
import type { Severity } from './observation.ts';

export const primaryKey = { partition: 'pk', sort: 'sk' } as const;

/** Epoch seconds after which DynamoDB may delete an item: set on resolved findings and audit events where a retention is configured. */
export const timeToLiveAttribute = 'expiresAt';

/** A global secondary index. All its key attributes are text. An item without them is not in it. */
export interface TableIndex {
  readonly name: string;
  readonly partition: string;
  readonly sort: string | null;
  /** Attributes it holds besides the keys. */
  readonly holds: 'all' | readonly string[];
}

/**
 * The `open...` attributes stand only on findings that are not resolved. `changeKey` ({@link changeKey}) begins with the time of a
 * finding's last transition, or of an audit event.
 */
export const indexes = {
  finding: { name: 'finding', partition: 'findingId', sort: null, holds: ['source', 'targetId'] },
  severity: { name: 'severity', partition: 'openSeverity', sort: 'changeKey', holds: 'all' },
  environment: { name: 'environment', partition: 'openEnvironment', sort: 'changeKey', holds: 'all' },
  check: { name: 'check', partition: 'openCheck', sort: 'changeKey', holds: 'all' },
  owner: { name: 'owner', partition: 'openOwner', sort: 'changeKey', holds: 'all' },
  changes: { name: 'changes', partition: 'log', sort: 'changeKey', holds: 'all' },
} as const satisfies Readonly<Record<string, TableIndex>>;

/** Partition of the index `changes` that holds all audit events. */
export const changesLog = 'changes';

/** Partition of the index `changes` that holds all activity of a kind. */
export function activityLog(kind: ActivityKind): string {
  return `activity#${kind}`;
}

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** What the partition keys of findings and of audit events begin with: by it the table's stream is filtered. */
export const findingsPrefix = 'findings#';
export const historyPrefix = 'history#';

export function recordPartition(source: string): string {
  return fitting(`targets#${source}`, partitionKeyBytes);
}

export function recordKey(source: string, targetId: string): ItemKey {
  return { pk: recordPartition(source), sk: fitting(targetId, sortKeyBytes) };
}

export function findingsPartition(source: string, targetId: string): string {
  return fitting(`${findingsPrefix}${JSON.stringify([source, targetId])}`, partitionKeyBytes);
}

export function findingKey(source: string, targetId: string, findingId: string): ItemKey {
  return { pk: findingsPartition(source, targetId), sk: findingId };
}

export function historyPartition(findingId: string): string {
  return `${historyPrefix}${findingId}`;
}

export function eventKey(findingId: string, revision: number): ItemKey {
  return { pk: historyPartition(findingId), sk: String(revision).padStart(9, '0') };
}

export function activityPartition(kind: ActivityKind, source: string, targetId: string): string {
  return fitting(`activity#${kind}#${JSON.stringify([source, targetId])}`, partitionKeyBytes);
}

export function activityKey(record: {
  readonly kind: ActivityKind;
  readonly source: string;
  readonly targetId: string;
  readonly at: string;
  readonly id: string;
}): ItemKey {
  const { kind, source, targetId, at, id } = record;
  return { pk: activityPartition(kind, source, targetId), sk: fitting(`${at}#${id}`, sortKeyBytes) };
}

/**
 * Sorts by time, and is another one for every item: dynalite loses items whose index keys are the same
 * (architect/dynalite `db/index.js`, `createIndexKey` tells them apart by six hex digits of a hash).
 */
export function changeKey(at: string, findingId: string, revision: number): string {
  return `${at}#${findingId}#${revision}`;
}

/** Values of the `open...` attributes: with a prefix, since DynamoDB takes no empty key. */
export const openKeys = {
  severity: (severity: Severity) => `severity#${severity}`,
  environment: (name: string) => `environment#${name}`,
  check: (checkId: string) => `check#${checkId}`,
  owner: (name: string) => `owner#${name}`,
} as const;

// "Constraints" in the DynamoDB developer guide: 2,048 bytes of partition key, 1,024 of sort key.
const partitionKeyBytes = 2048;
const sortKeyBytes = 1024;

/** S3 keys always fit; a path in a deep folder may not, and is then told by its hash. */
function fitting(key: string, bytes: number): string {
  if (Buffer.byteLength(key) <= bytes) return key;
  return `${key.slice(0, 200)}#sha256:${createHash('sha256').update(key).digest('hex')}`;
}

import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { sourceErrorFrom } from '../../aws/errors.ts';
import { SourceError } from '../errors.ts';
import type { LockTable, TableEntry, TableSettings } from '../source.ts';

interface LockTableSettings {
  readonly client: DynamoDBClient;
  readonly name: string;
  readonly bucket: string;
  /** Of the source: other states of the bucket are none of its business. */
  readonly prefix: string;
  /** See {@link LockTable}. */
  readonly buckets: readonly string[];
  readonly answers: boolean;
  /** Shared by the sources that lock with the same table: in one run the first of them reads it for all. */
  readonly readings: TableReadings;
}

/** Ending of the key of a digest item. Source: hashicorp/terraform internal/backend/remote-state/s3/client.go `stateIDSuffix`. */
const digestSuffix = '-md5';

/** Whatever else stands in an item, and whatever type it has: a table is everyone's. */
const itemSchema = z.object({ LockID: z.string(), Info: z.string().catch(''), Digest: z.string().catch('') });
const attributes = 'LockID, Info, Digest';
type Item = z.output<typeof itemSchema>;

type Entries = ReadonlyMap<string, Omit<TableEntry, 'key'>>;

/** Whole readings of a table, by `LockID` without the digest's ending: one for each run, which its signal tells from others. */
export class TableReadings {
  readonly #ofRun = new WeakMap<AbortSignal, Promise<Entries>>();

  /** @param read reads the whole table; called once in a run */
  once(signal: AbortSignal, read: () => AsyncIterable<unknown>): Promise<Entries> {
    const reading = this.#ofRun.get(signal) ?? collect(read());
    this.#ofRun.set(signal, reading);
    return reading;
  }
}

/** Page by page: of an item no more is kept than its entry. */
async function collect(items: AsyncIterable<unknown>): Promise<Entries> {
  const entries = new Map<string, Omit<TableEntry, 'key'>>();
  for await (const item of items) addTo(entries, item);
  return entries;
}

function addTo(entries: Map<string, Omit<TableEntry, 'key'>>, item: unknown): void {
  const parsed = itemSchema.safeParse(item);
  if (!parsed.success) return;
  const { id, part } = partOf(parsed.data);
  entries.set(id, { ...(entries.get(id) ?? { lock: null, digest: null }), ...part });
}

/** A key may itself end as digests do: an item with a digest is one. */
function partOf({ LockID, Info, Digest }: Item): {
  readonly id: string;
  readonly part: Partial<Omit<TableEntry, 'key'>>;
} {
  const isDigest = LockID.endsWith(digestSuffix) && Info === '';
  return isDigest
    ? { id: LockID.slice(0, -digestSuffix.length), part: { digest: Digest } }
    : { id: LockID, part: { lock: Info } };
}

/** Opens a lock table. Nothing is read yet. */
export function dynamoDbLockTable({
  client,
  name,
  bucket,
  prefix,
  buckets,
  answers,
  readings,
}: LockTableSettings): LockTable {
  const documents = DynamoDBDocumentClient.from(client);
  const location = `dynamodb://${name}`;
  const start = `${bucket}/${prefix}`;

  async function ask<T>(permission: string, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ResourceNotFoundException) throw noTable(location, error);
      throw sourceErrorFrom(error, { location, permission });
    }
  }

  async function* scan(signal: AbortSignal): AsyncGenerator<unknown> {
    const pages = paginateScan(
      { client: documents },
      { TableName: name, ConsistentRead: true, ProjectionExpression: attributes },
      { abortSignal: signal },
    );
    for (;;) {
      const { value, done } = await ask('dynamodb:Scan', signal, () => pages.next());
      if (done === true) return;
      yield* value?.Items ?? [];
    }
  }

  const readAll = (signal: AbortSignal) => readings.once(signal, () => scan(signal));

  return {
    name,
    buckets,
    answers,
    async *entries(signal) {
      for (const [id, entry] of await readAll(signal)) {
        if (id.startsWith(start)) yield { key: id.slice(bucket.length + 1), ...entry };
      }
    },
    async entry(key, signal) {
      const id = `${bucket}/${key}`;
      const found = await Promise.all(
        [id, `${id}${digestSuffix}`].map(async (LockID) => {
          const request = { TableName: name, Key: { LockID }, ConsistentRead: true, ProjectionExpression: attributes };
          const { Item } = await ask('dynamodb:GetItem', signal, () =>
            documents.send(new GetCommand(request), { abortSignal: signal }),
          );
          return Item;
        }),
      );
      const entries = new Map<string, Omit<TableEntry, 'key'>>();
      for (const item of found) addTo(entries, item);
      return { key, lock: null, digest: null, ...entries.get(id) };
    },
    async strangers(limit, signal) {
      const known = buckets.map((each) => `${each}/`);
      const entries = [...(await readAll(signal))].filter(([id]) => !known.some((each) => id.startsWith(each)));
      return entries
        .flatMap(([id, { lock, digest }]) => [
          ...(lock === null ? [] : [id]),
          ...(digest === null ? [] : [`${id}${digestSuffix}`]),
        ])
        .slice(0, limit);
    },
    async settings(signal): Promise<TableSettings | null> {
      try {
        const [{ Table }, { ContinuousBackupsDescription }] = await Promise.all([
          ask('dynamodb:DescribeTable', signal, () =>
            client.send(new DescribeTableCommand({ TableName: name }), { abortSignal: signal }),
          ),
          ask('dynamodb:DescribeContinuousBackups', signal, () =>
            client.send(new DescribeContinuousBackupsCommand({ TableName: name }), { abortSignal: signal }),
          ),
        ]);
        const types = new Map(
          Table?.AttributeDefinitions?.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
        );
        const keys = (Table?.KeySchema ?? []).map(
          ({ AttributeName }) => `${AttributeName} (${types.get(AttributeName) ?? '?'})`,
        );
        const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
        return {
          keys,
          deletionProtection: Table?.DeletionProtectionEnabled === true,
          pointInTimeRecovery: recovery === 'ENABLED',
          encryption: Table?.SSEDescription?.Status === 'ENABLED' ? 'kms' : 'aws-owned',
        };
      } catch (error) {
        if (error instanceof SourceError && error.failure === 'not-found') return null;
        throw error;
      }
    },
  };
}

function noTable(location: string, cause: unknown): SourceError {
  return new SourceError(
    {
      location,
      failure: 'not-found',
      detail: 'there is no such table',
      action: 'Check lockTable, and the account and region of the source.',
    },
    { cause },
  );
}

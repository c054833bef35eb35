import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { conditionally } from '../aws/conditionally.ts';
import type { Condition, FindingsTable, FoundTransition, ItemQuery, Writers } from './findings-table.ts';
import type { Item, RetentionDays } from './items.ts';
import { type ItemKey, primaryKey } from './table.ts';

/** The table and how to reach it. */
interface Requests {
  readonly documents: DynamoDBDocumentClient;
  readonly name: string;
}

export interface DynamoDbTableSettings {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** Days that resolved findings and audit events are kept. @default for ever */
  readonly retentionDays?: RetentionDays;
  /** `one` only where no other process can reach the table. @default many */
  readonly writers?: Writers;
}

/**
 * The findings table in DynamoDB, made after `table.ts`. Errors are those of the SDK, which waits and tries again by itself where the
 * table is throttled.
 */
export function dynamoDbTable({
  client,
  tableName: name,
  retentionDays = null,
  writers = 'many',
}: DynamoDbTableSettings): FindingsTable {
  const table: Requests = { documents: DynamoDBDocumentClient.from(client), name };
  return {
    retention: retentionDays,
    writers,
    getItem: (key) => getItem(table, key),
    getItems: (keys) => getItems(table, keys),
    putItem: (item, condition) => putItem(table, item, condition),
    putTransitions: (events, findings) =>
      writers === 'one'
        ? putItems(table, [...events, ...findings.map(({ item }) => item)])
        : putTransitions(table, events, findings),
    removeAttribute: (key, attribute, condition) => removeAttribute(table, key, attribute, condition),
    query: (query) => queryPages(table, query),
  };
}

// "Service quotas" in the DynamoDB developer guide: 25 writes, 100 reads in one batch.
const writesPerBatch = 25;
const readsPerBatch = 100;
const atOnce = 16;

/** Strongly consistent. */
async function getItem(table: Requests, key: ItemKey): Promise<unknown> {
  const { Item } = await table.documents.send(
    new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }),
  );
  return Item;
}

/** Eventually consistent, in no order; an item that is not there is left out. */
async function getItems(table: Requests, keys: readonly ItemKey[]): Promise<readonly unknown[]> {
  const found = await pMap(
    batches(keys, readsPerBatch),
    async (batch): Promise<readonly unknown[]> => {
      const { Responses, UnprocessedKeys } = await table.documents.send(
        new BatchGetCommand({ RequestItems: { [table.name]: { Keys: [...batch] } } }),
      );
      const left = batch.filter(({ pk, sk }) =>
        UnprocessedKeys?.[table.name]?.Keys?.some((key) => key.pk === pk && key.sk === sk),
      );
      // One by one: then the client waits and tries again where the table is throttled.
      const late = await pMap(left, (key) => getItem(table, key), { concurrency: atOnce });
      return [...(Responses?.[table.name] ?? []), ...late.filter((item) => item !== undefined)];
    },
    { concurrency: atOnce },
  );
  return found.flat();
}

/** @returns false when the condition does not hold */
async function putItem(table: Requests, item: Item, condition: Condition): Promise<boolean> {
  return await conditionally(() =>
    table.documents.send(new PutCommand({ TableName: table.name, Item: item, ...conditionFields(condition) })),
  );
}

/** Puts items whatever is there: only for items that are always written with the same content. */
async function putItems(table: Requests, items: readonly Item[]): Promise<void> {
  await pMap(
    batches(items, writesPerBatch),
    async (batch) => {
      const { UnprocessedItems } = await table.documents.send(
        new BatchWriteCommand({
          RequestItems: { [table.name]: batch.map((item) => ({ PutRequest: { Item: item } })) },
        }),
      );
      const left = (UnprocessedItems?.[table.name] ?? []).flatMap(({ PutRequest }) => PutRequest?.Item ?? []);
      await pMap(left, (item) => table.documents.send(new PutCommand({ TableName: table.name, Item: item })), {
        concurrency: atOnce,
      });
    },
    { concurrency: atOnce },
  );
}

/** @returns false when the condition does not hold */
async function removeAttribute(
  table: Requests,
  key: ItemKey,
  attribute: string,
  condition: Condition,
): Promise<boolean> {
  const { ExpressionAttributeNames, ...fields } = conditionFields(condition);
  return await conditionally(() =>
    table.documents.send(
      new UpdateCommand({
        TableName: table.name,
        Key: key,
        UpdateExpression: 'REMOVE #removed',
        ...fields,
        ExpressionAttributeNames: { ...ExpressionAttributeNames, '#removed': attribute },
      }),
    ),
  );
}

async function* queryPages(
  table: Requests,
  { index, partition, from, newestFirst = false, consistent = false }: ItemQuery,
): AsyncGenerator<readonly unknown[]> {
  const key = index ?? primaryKey;
  const isFrom = from !== undefined && key.sort !== null;
  let next: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await table.documents.send(
      new QueryCommand({
        TableName: table.name,
        ...(index === undefined ? {} : { IndexName: index.name }),
        ...(newestFirst ? { ScanIndexForward: false } : {}),
        ...(consistent ? { ConsistentRead: true } : {}),
        KeyConditionExpression: isFrom ? '#partition = :partition AND #from >= :from' : '#partition = :partition',
        ExpressionAttributeNames: { '#partition': key.partition, ...(isFrom ? { '#from': key.sort } : {}) },
        ExpressionAttributeValues: { ':partition': partition, ...(isFrom ? { ':from': from } : {}) },
        ExclusiveStartKey: next,
      }),
    );
    yield page.Items ?? [];
    next = page.LastEvaluatedKey;
  } while (next !== undefined);
}

async function putTransitions(
  table: Requests,
  events: readonly Item[],
  findings: readonly FoundTransition[],
): Promise<void> {
  await putItems(table, events);
  await pMap(findings, ({ item, revision }) => putItem(table, item, { revisionBelow: revision }), {
    concurrency: atOnce,
  });
}

function conditionFields(condition: Condition): {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, number>;
} {
  if ('absent' in condition) return { ConditionExpression: 'attribute_not_exists(pk)' };
  const ExpressionAttributeNames = { '#revision': 'revision' };
  if ('revision' in condition) {
    return {
      ConditionExpression: '#revision = :revision',
      ExpressionAttributeNames,
      ExpressionAttributeValues: { ':revision': condition.revision },
    };
  }
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR #revision < :revision',
    ExpressionAttributeNames,
    ExpressionAttributeValues: { ':revision': condition.revisionBelow },
  };
}

function batches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

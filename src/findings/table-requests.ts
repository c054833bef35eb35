import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import type { Item, RetentionDays } from './items.ts';
import type { ItemKey } from './table.ts';

/**
 * Who writes to a table: any number of workers at once, or one process that commits one scan of a target after the other. Then no
 * worker can be overtaken between its record and its findings, and these go in batches instead of conditional puts.
 */
export type Writers = 'many' | 'one';

/** The findings table and how to reach it. */
export interface FindingsTable {
  readonly documents: DynamoDBDocumentClient;
  readonly name: string;
  readonly retention: RetentionDays;
  readonly writers: Writers;
}

/** A condition that a write is bound to. */
export type Condition =
  | { readonly absent: true }
  | { readonly revision: number }
  /** Absent, or there with a lower revision. */
  | { readonly revisionBelow: number };

// "Service quotas" in the DynamoDB developer guide: 25 writes, 100 reads in one batch.
const writesPerBatch = 25;
const readsPerBatch = 100;
const atOnce = 16;

/** Strongly consistent. */
export async function getItem(table: FindingsTable, key: ItemKey): Promise<unknown> {
  const { Item } = await table.documents.send(
    new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }),
  );
  return Item;
}

/** Eventually consistent, in no order; an item that is not there is left out. */
export async function getItems(table: FindingsTable, keys: readonly ItemKey[]): Promise<readonly unknown[]> {
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
export async function putItem(table: FindingsTable, item: Item, condition: Condition): Promise<boolean> {
  return await conditionally(() =>
    table.documents.send(new PutCommand({ TableName: table.name, Item: item, ...conditionFields(condition) })),
  );
}

/** Puts items whatever is there: only for items that are always written with the same content. */
async function putItems(table: FindingsTable, items: readonly Item[]): Promise<void> {
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
export async function removeAttribute(
  table: FindingsTable,
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

/** Items of one partition, each yield one page: one request. */
export async function* queryPages(
  table: FindingsTable,
  partition: { readonly attribute: string; readonly value: string },
  settings: Pick<QueryCommandInput, 'IndexName' | 'ScanIndexForward' | 'ConsistentRead'> & {
    /** Of the sort key: attribute, and the lowest value wanted. */
    readonly from?: { readonly attribute: string; readonly value: string };
  } = {},
): AsyncGenerator<readonly unknown[]> {
  const { from, ...query } = settings;
  let next: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await table.documents.send(
      new QueryCommand({
        ...query,
        TableName: table.name,
        KeyConditionExpression:
          from === undefined ? '#partition = :partition' : '#partition = :partition AND #from >= :from',
        ExpressionAttributeNames: {
          '#partition': partition.attribute,
          ...(from === undefined ? {} : { '#from': from.attribute }),
        },
        ExpressionAttributeValues: {
          ':partition': partition.value,
          ...(from === undefined ? {} : { ':from': from.value }),
        },
        ExclusiveStartKey: next,
      }),
    );
    yield page.Items ?? [];
    next = page.LastEvaluatedKey;
  } while (next !== undefined);
}

/** Puts audit events, then their findings, none of them over a newer revision of itself. */
export async function putTransitions(
  table: FindingsTable,
  events: readonly Item[],
  findings: readonly { readonly item: Item; readonly revision: number }[],
): Promise<void> {
  if (table.writers === 'one') {
    return await putItems(table, [...events, ...findings.map(({ item }) => item)]);
  }
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

async function conditionally(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function batches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

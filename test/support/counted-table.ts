import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { indexes, type TableIndex } from '../../src/findings/table.ts';

/** What a client asked of a table, and what it is billed for. */
export interface TableUse {
  readRequests: number;
  writeRequests: number;
  /** Read request units: 4 KB strongly consistent, 8 KB eventually. */
  readUnits: number;
  /** Write request units of the table and its indexes: 1 KB each. */
  writeUnits: number;
  /** Findings that were put. */
  findingsWritten: number;
}

const capacitySchema = z.object({ CapacityUnits: z.number() });
const resultSchema = z.object({
  ConsumedCapacity: z.union([capacitySchema.transform((one) => [one]), z.array(capacitySchema)]).default([]),
});
const itemSchema = z.record(z.string(), z.record(z.string(), z.unknown()));
const writtenSchema = z.object({
  Item: itemSchema.optional(),
  RequestItems: z
    .record(z.string(), z.array(z.object({ PutRequest: z.object({ Item: itemSchema }).optional() })))
    .optional(),
});

const reads: ReadonlySet<string> = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);

/**
 * Counts every attempt of every request that a client sends from now on. The units of the table are those that the embedded
 * DynamoDB reports; it forgets those of the indexes, which are derived from the items that are put: one for each KB of each index
 * that the item is in.
 */
export function countTableUse(client: DynamoDBClient): TableUse {
  const use: TableUse = { readRequests: 0, writeRequests: 0, readUnits: 0, writeUnits: 0, findingsWritten: 0 };
  client.middlewareStack.add(
    (next) => (args) => next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } }),
    { step: 'initialize', name: 'askForCapacity' },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      const isRead = reads.has(headers['x-amz-target']?.replace('DynamoDB_20120810.', '') ?? 'unknown');
      if (isRead) use.readRequests++;
      else use.writeRequests++;
      const answer = await next(args);
      const { ConsumedCapacity } = resultSchema.parse(answer.output);
      const units = ConsumedCapacity.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
      if (isRead) use.readUnits += units;
      else use.writeUnits += units;
      for (const item of isRead ? [] : itemsIn(args.input)) {
        use.writeUnits += indexUnits(item);
        if ('openSeverity' in item) use.findingsWritten++;
      }
      return answer;
    },
    // Nearest to the wire: below what tries again.
    { step: 'deserialize', name: 'countTableUse', priority: 'high' },
  );
  return use;
}

function itemsIn(input: unknown): readonly z.output<typeof itemSchema>[] {
  const { Item, RequestItems = {} } = writtenSchema.parse(input);
  const batched = Object.values(RequestItems).flatMap((requests) =>
    requests.flatMap(({ PutRequest }) => (PutRequest === undefined ? [] : [PutRequest.Item])),
  );
  return Item === undefined ? batched : [Item, ...batched];
}

function indexUnits(item: z.output<typeof itemSchema>): number {
  const all: readonly TableIndex[] = Object.values(indexes);
  return all
    .filter(({ partition, sort }) => partition in item && (sort === null || sort in item))
    .reduce((sum, { holds }) => sum + (holds === 'all' ? Math.ceil(sizeOf(item) / 1024) : 1), 0);
}

/** Bytes of names and values. Source: Amazon DynamoDB developer guide, "DynamoDB item sizes and formats". */
function sizeOf(item: z.output<typeof itemSchema>): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(String(Object.values(value)[0])),
    0,
  );
}

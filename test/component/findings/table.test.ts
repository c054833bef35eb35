import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbStore } from '../../../src/findings/dynamodb-store.ts';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../../src/findings/embedded-database.ts';
import { eventItem, findingItem } from '../../../src/findings/items.ts';
import { indexes, recordKey } from '../../../src/findings/table.ts';
import { all, day, detection, scanOn } from '../../support/findings.ts';

let database: EmbeddedDatabase;

beforeEach(async () => {
  database = await openEmbeddedDatabase();
});
afterEach(() => database.close());

const one = { outcomes: [{ detections: [detection()] }] };

describe('items of the table', () => {
  const finding = {
    ...detection(),
    status: 'open',
    firstSeenAt: day(1),
    lastSeenAt: day(1),
    resolvedAt: null,
    revision: 1,
  } as const;
  const target = { source: 'main', targetId: 'prod/network.tfstate' };

  it('expire after the retention when they are history, a finding well after its events, what is open never', () => {
    const opened = { kind: 'opened', at: day(1), finding } as const;
    const resolved = { kind: 'resolved', at: day(2), finding: { ...finding, status: 'resolved' } } as const;
    expect(findingItem(opened, target, 90)).not.toHaveProperty('expiresAt');
    expect(eventItem(opened, 90).expiresAt).toBe(Date.parse(day(1)) / 1000 + 90 * 86_400);
    expect(findingItem(resolved, target, 90).expiresAt).toBe(Date.parse(day(2)) / 1000 + 120 * 86_400);
    expect(findingItem(resolved, target, null)).not.toHaveProperty('expiresAt');
  });

  it('of one moment have index keys of their own, without which the embedded store would lose some', () => {
    const ids = Array.from({ length: 50 }, (_, index) => detection({ location: `${index}` }).findingId);
    const items = ids.flatMap((findingId) =>
      [1, 2].flatMap((revision) => {
        const transition = { kind: 'updated', at: day(1), finding: { ...finding, findingId, revision } } as const;
        return [findingItem(transition, target, null), eventItem(transition, null)];
      }),
    );
    const sortKeys = Object.values(indexes).flatMap(({ sort }) => (sort === null ? [] : [sort]));
    for (const sort of sortKeys) {
      expect(new Set(items.map((item) => `${item[sort]} ${item.kind}`)).size).toBe(items.length);
    }
  });

  it('that nobody here wrote are told by their fields, not by their values', async () => {
    const store = dynamoDbStore(database);
    const { pk, sk } = recordKey('main', 'x');
    const Item = { pk: { S: pk }, sk: { S: sk }, memory: { S: 'not to be shown' } };
    await database.client.send(new PutItemCommand({ TableName: database.tableName, Item }));
    const error = await store.commit(scanOn(1, { targetId: 'x' })).catch((cause: unknown) => String(cause));
    expect(error).toMatch(/record of a target that this version of statewarden can't read .*memory/);
    expect(error).not.toContain('not to be shown');
  });
});

describe('a table that is throttled', () => {
  it('takes what it left of a batch one by one', async () => {
    let batches = 0;
    database.client.middlewareStack.add(
      (next, context) => async (args) => {
        if (!context.commandName?.startsWith('BatchWrite')) return await next(args);
        batches += 1;
        const { RequestItems } = args.input as { RequestItems: object };
        return { output: { UnprocessedItems: RequestItems, $metadata: {} }, response: {} };
      },
      { step: 'initialize' },
    );
    const store = dynamoDbStore(database);
    await store.commit(scanOn(1, one));
    expect(batches).toBe(1);
    expect(await all(store.history(detection().findingId))).toHaveLength(1);
  });
});

describe('a target that others always save first', () => {
  it('ends in an error that says what to do, after a bounded number of tries', async () => {
    database.client.middlewareStack.add(
      (next, context) => async (args) => {
        if (!context.commandName?.startsWith('Put')) return await next(args);
        throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
      },
      { step: 'initialize' },
    );
    await expect(dynamoDbStore(database).commit(scanOn(2, one))).rejects.toThrow(
      'main: prod/network.tfstate: other scans of this target changed its record 30 times while this one was saved.',
    );
  });
});

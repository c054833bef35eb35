import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActivityQuery, ActivityRecord } from '../../../src/findings/activity.ts';
import { dynamoDbStore } from '../../../src/findings/dynamodb-store.ts';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../../src/findings/embedded-database.ts';
import { findingsStore } from '../../../src/findings/findings-store.ts';
import { memoryTable } from '../../../src/findings/memory-table.ts';
import type { FindingsStore } from '../../../src/findings/store.ts';

let store: FindingsStore;
let database: EmbeddedDatabase | null;

afterEach(() => database?.close());

function drill(changes: Partial<ActivityRecord>): ActivityRecord {
  return {
    kind: 'drill',
    id: 'v1',
    source: 'main',
    targetId: 'net.tfstate',
    at: '2026-11-20T12:00:00.000Z',
    details: { milliseconds: 12, problem: null },
    ...changes,
  };
}

async function read(query: ActivityQuery): Promise<readonly ActivityRecord[]> {
  const records: ActivityRecord[] = [];
  for await (const record of store.activity(query)) records.push(record);
  return records;
}

describe.each(['in DynamoDB', 'in memory'])('activity %s:', (place) => {
  beforeEach(async () => {
    database = place === 'in memory' ? null : await openEmbeddedDatabase();
    store = database === null ? findingsStore(memoryTable()) : dynamoDbStore(database);
  });

  it('what was done comes back as it was recorded: of one target, of all, and since a time, oldest first', async () => {
    const later = drill({ id: 'v2', at: '2026-11-21T12:00:00.000Z' });
    const elsewhere = drill({ targetId: 'app.tfstate', at: '2026-11-20T18:00:00.000Z' });
    const restore = drill({ kind: 'restore', id: 'r' });
    for (const record of [later, drill({}), elsewhere, restore]) await store.record(record);

    expect(await read({ kind: 'drill', source: 'main', targetId: 'net.tfstate' })).toEqual([drill({}), later]);
    expect(await read({ kind: 'drill' })).toEqual([drill({}), elsewhere, later]);
    expect(await read({ kind: 'drill', since: new Date('2026-11-20T18:00:00Z') })).toEqual([elsewhere, later]);
    expect(await read({ kind: 'restore', source: 'main', targetId: 'net.tfstate' })).toEqual([restore]);
    expect(
      await read({ kind: 'drill', source: 'main', targetId: 'net.tfstate', since: new Date('2026-11-21T00:00:00Z') }),
    ).toEqual([later]);
  });

  it('recorded again it stays as it was: what is delivered twice was done once', async () => {
    const record = drill({ targetId: 'twice.tfstate' });
    await store.record(record);
    await store.record({ ...record, details: { milliseconds: 99, problem: null } });
    expect(await read({ kind: 'drill', source: 'main', targetId: 'twice.tfstate' })).toEqual([record]);
  });

  it('a path that is longer than a key of DynamoDB is no trouble', async () => {
    const record = drill({ targetId: `${'deep/'.repeat(600)}net.tfstate`, id: 'v'.repeat(2000) });
    await store.record(record);
    expect(await read({ kind: 'drill', source: 'main', targetId: record.targetId })).toEqual([record]);
  });
});

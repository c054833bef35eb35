import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActivityQuery, ActivityRecord } from '../../../src/findings/activity.ts';
import { openEmbeddedStore } from '../../../src/findings/embedded.ts';
import type { FindingsStore } from '../../../src/findings/store.ts';

let embedded: { readonly store: FindingsStore; close(): Promise<void> };

beforeAll(async () => {
  embedded = await openEmbeddedStore();
});
afterAll(async () => {
  await embedded.close();
});

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
  for await (const record of embedded.store.activity(query)) records.push(record);
  return records;
}

test('what was done comes back as it was recorded: of one target, of all, and since a time, oldest first', async () => {
  const later = drill({ id: 'v2', at: '2026-11-21T12:00:00.000Z' });
  const elsewhere = drill({ targetId: 'app.tfstate', at: '2026-11-20T18:00:00.000Z' });
  const restore = drill({ kind: 'restore', id: 'r' });
  for (const record of [later, drill({}), elsewhere, restore]) await embedded.store.record(record);

  expect(await read({ kind: 'drill', source: 'main', targetId: 'net.tfstate' })).toEqual([drill({}), later]);
  expect(await read({ kind: 'drill' })).toEqual([drill({}), elsewhere, later]);
  expect(await read({ kind: 'drill', since: new Date('2026-11-20T18:00:00Z') })).toEqual([elsewhere, later]);
  expect(await read({ kind: 'restore', source: 'main', targetId: 'net.tfstate' })).toEqual([restore]);
  expect(
    await read({ kind: 'drill', source: 'main', targetId: 'net.tfstate', since: new Date('2026-11-21T00:00:00Z') }),
  ).toEqual([later]);
});

test('recorded again it stays as it was: what is delivered twice was done once', async () => {
  const record = drill({ targetId: 'twice.tfstate' });
  await embedded.store.record(record);
  await embedded.store.record({ ...record, details: { milliseconds: 99, problem: null } });
  expect(await read({ kind: 'drill', source: 'main', targetId: 'twice.tfstate' })).toEqual([record]);
});

test('a path that is longer than a key of DynamoDB is no trouble', async () => {
  const record = drill({ targetId: `${'deep/'.repeat(600)}net.tfstate`, id: 'v'.repeat(2000) });
  await embedded.store.record(record);
  expect(await read({ kind: 'drill', source: 'main', targetId: record.targetId })).toEqual([record]);
});

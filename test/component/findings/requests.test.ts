import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbStore } from '../../../src/findings/dynamodb-store.ts';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../../src/findings/embedded-database.ts';
import type { FindingsStore } from '../../../src/findings/store.ts';
import { all, day, detection, scanOn } from '../../support/findings.ts';
import { recordRequests } from '../../support/recorded-requests.ts';

let database: EmbeddedDatabase;
let store: FindingsStore;
let requests: string[];

beforeEach(async () => {
  database = await openEmbeddedDatabase();
  store = dynamoDbStore(database);
  requests = recordRequests(database.client);
});
afterEach(() => database.close());

async function requestsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  requests.length = 0;
  await work();
  return [...requests];
}

const one = { outcomes: [{ detections: [detection()] }] };

describe('requests that a commit takes', () => {
  it('one for a new state without findings once the listing has shown that it is new', async () => {
    await all(store.targets('main'));
    expect(await requestsOf(() => store.commit(scanOn(1)))).toEqual(['PutItem']);
  });

  it('two for a state without findings otherwise', async () => {
    expect(await requestsOf(() => store.commit(scanOn(1)))).toEqual(['GetItem', 'PutItem']);
    expect(await requestsOf(() => store.commit(scanOn(2)))).toEqual(['GetItem', 'PutItem']);
  });

  it('one for a scan that is delivered twice, or too late', async () => {
    await store.commit(scanOn(2));
    expect(await requestsOf(() => store.commit(scanOn(2)))).toEqual(['GetItem']);
    expect(await requestsOf(() => store.commit(scanOn(1, one)))).toEqual(['GetItem']);
  });

  it('three for a state whose findings are still there, none of them a finding or an audit event', async () => {
    await store.commit(scanOn(1, one));
    expect(await requestsOf(() => store.commit(scanOn(2, one)))).toEqual(['GetItem', 'Query', 'PutItem']);
  });

  it('two for each finding and four more when findings change, the events in batches', async () => {
    expect(await requestsOf(() => store.commit(scanOn(1, one)))).toEqual([
      'GetItem',
      'PutItem',
      'BatchWriteItem',
      'PutItem',
      'UpdateItem',
    ]);
  });

  it('no more than four for up to twelve findings in the embedded store, where nobody else writes', async () => {
    const alone = dynamoDbStore({ ...database, writers: 'one' });
    const detections = Array.from({ length: 12 }, (_, index) => detection({ location: `aws_instance.web[${index}]` }));
    expect(await requestsOf(() => alone.commit(scanOn(1, { outcomes: [{ detections }] })))).toEqual([
      'GetItem',
      'PutItem',
      'BatchWriteItem',
      'UpdateItem',
    ]);
    expect(await all(alone.open({ severity: 'medium' }))).toHaveLength(12);
  });
});

describe('requests that a question takes', () => {
  beforeEach(async () => {
    for (let number = 0; number < 30; number += 1) {
      const targetId = `state-${number}.tfstate`;
      const detections = [
        detection({ stateKey: targetId }),
        detection({
          stateKey: targetId,
          location: 'aws_db_instance.main',
          severity: 'high',
          environment: 'staging',
          owner: 'data',
        }),
        detection({ stateKey: targetId, checkId: 'state/deposed' }),
      ];
      const evaluated = ['state/tainted', 'state/deposed'];
      await store.commit(scanOn(number % 20, { targetId, outcomes: [{ detections, evaluated }] }));
    }
    await store.commit(scanOn(21, { targetId: 'state-0.tfstate' }));
  });

  it.each([
    ['severity', { severity: 'high' }, 29],
    ['environment', { environment: 'staging' }, 29],
    ['check', { check: 'state/deposed' }, 30],
    ['owner', { owner: 'data' }, 29],
  ] as const)('by %s: one query and one batch for all findings and their targets', async (_name, query, count) => {
    const found: unknown[] = [];
    const taken = await requestsOf(async () => found.push(...(await all(store.open(query)))));
    expect(found).toHaveLength(count);
    expect(taken).toEqual(['Query', 'BatchGetItem']);
  });

  it('by target, by id, by time, and of all targets: a handful, and never a scan of the table', async () => {
    const target = { source: 'main', targetId: 'state-1.tfstate' };
    const id = detection({ stateKey: 'state-1.tfstate' }).findingId;
    expect(await requestsOf(() => all(store.open(target)))).toEqual(['GetItem', 'Query']);
    expect(await requestsOf(() => store.finding(id))).toEqual(['Query', 'GetItem', 'GetItem']);
    expect(await requestsOf(() => all(store.history(id)))).toEqual(['Query']);
    expect(await requestsOf(() => all(store.changesSince(new Date(day(1)))))).toEqual(['Query']);
    expect(await requestsOf(() => all(store.targets('main')))).toEqual(['Query']);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbStore } from '../../../src/findings/dynamodb-store.ts';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../../src/findings/embedded-database.ts';
import type { FindingsStore } from '../../../src/findings/store.ts';
import { all, detection, scanOn } from '../../support/findings.ts';
import { Interleaving, type Step, stepsOf } from '../../support/interleaving.ts';

let database: EmbeddedDatabase;
let store: FindingsStore;

beforeEach(async () => {
  database = await openEmbeddedDatabase();
  store = dynamoDbStore({ ...database, writers: 'one' });
});
afterEach(() => database.close());

const target = { source: 'main', targetId: 'prod/network.tfstate' };

// dynalite refuses items above 400 KB as DynamoDB does.
const many = Array.from({ length: 700 }, (_, index) =>
  detection({ location: `aws_instance.web[${index}]`, message: 'ü'.repeat(500) }),
);
const full = { outcomes: [{ detections: many }] };

function diesAfter(requests: number): readonly Step[] {
  return [...stepsOf(0, requests), { worker: 0, request: 0, fate: 'dies after' }];
}

describe('more findings on one target than fit into one item', () => {
  it('are opened and resolved, all of them, once', async () => {
    expect((await store.commit(scanOn(1, full))).transitions).toHaveLength(700);
    expect(await all(store.open(target))).toHaveLength(700);
    expect((await store.commit(scanOn(2, full))).transitions).toEqual([]);
    expect((await store.commit(scanOn(3))).transitions).toHaveLength(700);
    expect(await all(store.open(target))).toEqual([]);
    const [memory] = await all(store.targets('main'));
    expect(memory?.scans.integrity).toMatchObject({ complete: true, open: 0 });
  });

  it.each([5, 20, 50])(
    'a worker that dies after %i requests leaves the target due; the next scan does the rest',
    async (requests) => {
      const interleaving = new Interleaving(database.client);
      await interleaving.run([() => store.commit(scanOn(1, full))], diesAfter(requests), 1);
      const [memory] = await all(store.targets('main'));
      expect(memory?.scans.integrity?.complete).toBe(false);

      await store.commit(scanOn(1, full));
      expect(await all(store.open(target))).toHaveLength(700);
      expect(await all(store.changesSince(new Date(0)))).toHaveLength(700);
    },
  );

  it('a worker that dies half-way through resolving them leaves none open behind the next scan', async () => {
    await store.commit(scanOn(1, full));
    const interleaving = new Interleaving(database.client);
    await interleaving.run([() => store.commit(scanOn(2))], diesAfter(30), 1);
    const left = await all(store.open(target));
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(700);

    await store.commit(scanOn(3));
    expect(await all(store.open(target))).toEqual([]);
    expect(await all(store.open({ severity: 'medium' }))).toEqual([]);
  });

  it('a worker that dies half-way leaves the target due also when an overtaken scan finishes what it had begun', async () => {
    const interleaving = new Interleaving(database.client);
    await interleaving.run([() => store.commit(scanOn(2, full))], diesAfter(20), 1);
    expect(await store.commit(scanOn(1))).toEqual({ superseded: true, transitions: [] });
    const [memory] = await all(store.targets('main'));
    expect(memory?.scans.integrity?.complete).toBe(false);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbStore } from '../../../src/findings/dynamodb-store.ts';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../../src/findings/embedded-database.ts';
import type { FindingsStore } from '../../../src/findings/store.ts';
import { all, detection, scanOn } from '../../support/findings.ts';
import { type Fate, Interleaving, type Step, stepsOf } from '../../support/interleaving.ts';

let database: EmbeddedDatabase;
let store: FindingsStore;
let interleaving: Interleaving;

beforeEach(async () => {
  database = await openEmbeddedDatabase();
  store = dynamoDbStore(database);
  interleaving = new Interleaving(database.client);
});
afterEach(() => database.close());

const kept = detection({ location: 'kept' });
const changed = detection({ location: 'changed' });
const worse = detection({ location: 'changed', severity: 'high' });
const gone = detection({ location: 'gone' });
const back = detection({ location: 'back' });
const fresh = detection({ location: 'fresh' });

const target = { source: 'main', targetId: 'prod/network.tfstate' };

/** A target on which the next scan opens, updates, resolves and reopens one finding each and keeps one. */
async function prepare(): Promise<void> {
  await store.commit(scanOn(1, { outcomes: [{ detections: [kept, changed, gone, back] }] }));
  await store.commit(scanOn(2, { outcomes: [{ detections: [kept, changed, gone] }] }));
}

const nextScan = () => scanOn(3, { outcomes: [{ detections: [kept, worse, back, fresh] }] });

function diesAt(request: number, fate: Fate): readonly Step[] {
  return [...stepsOf(0, request), { worker: 0, request: 0, fate }];
}

async function expectAllDone(): Promise<void> {
  const open = await all(store.open(target));
  expect(open.map(({ address, severity, revision }) => [address, severity, revision]).sort()).toEqual([
    ['back', 'medium', 3],
    ['changed', 'high', 2],
    ['fresh', 'medium', 1],
    ['kept', 'medium', 1],
  ]);
  for (const [each, kinds] of [
    [kept, ['opened']],
    [changed, ['opened', 'updated']],
    [gone, ['opened', 'resolved']],
    [back, ['opened', 'resolved', 'reopened']],
    [fresh, ['opened']],
  ] as const) {
    const history = await all(store.history(each.findingId));
    expect(history.map(({ kind }) => kind)).toEqual(kinds);
  }
  const [memory] = await all(store.targets('main'));
  expect(memory?.scans.integrity).toMatchObject({ fingerprint: 'seen on day 3', complete: true, open: 4 });
}

/** Requests of the commit under test: read, query, put, events, four findings, clear. */
const requests = 9;
const places = Array.from({ length: requests }, (_, request) => request);

describe('a worker that dies while it saves a scan', () => {
  it('has as many places to die as these tests go through', async () => {
    await prepare();
    expect(await interleaving.run([() => store.commit(nextScan())], [])).toHaveLength(requests);
    await expectAllDone();
  });

  describe.each(['dies before', 'dies after'] as const)('and %s', (fate) => {
    it.each(places)('request %i: delivered again, the scan ends as if nothing had happened', async (request) => {
      await prepare();
      const log = await interleaving.run([() => store.commit(nextScan())], diesAt(request, fate));
      expect(log.filter((entry) => entry.endsWith(fate))).toHaveLength(1);
      await expectAllDone();
    });

    it.each(places)(
      'request %i: never delivered again, what it had begun is finished by the next scan',
      async (request) => {
        await prepare();
        await interleaving.run([() => store.commit(nextScan())], diesAt(request, fate), 1);
        const { order, ...later } = nextScan();
        await store.commit({ ...later, order: { ...order, lookedAt: '2026-11-03T01:00:00.000Z' } });
        await expectAllDone();
      },
    );
  });

  it('leaves the target due, and its findings visible to whoever reads the target', async () => {
    await prepare();
    const log = await interleaving.run([() => store.commit(nextScan())], diesAt(2, 'dies after'), 1);
    expect(log.at(-1)).toMatch(/^Put/);
    const [memory] = await all(store.targets('main'));
    expect(memory?.scans.integrity?.complete).toBe(false);
    const open = await all(store.open(target));
    expect(open.map(({ address }) => address).sort()).toEqual(['back', 'changed', 'fresh', 'kept']);
    expect((await store.finding(changed.findingId))?.severity).toBe('high');
  });

  it('has its work finished also by a scan that was overtaken', async () => {
    await prepare();
    await interleaving.run([() => store.commit(nextScan())], diesAt(2, 'dies after'), 1);
    expect(await store.commit(scanOn(2))).toEqual({ superseded: true, transitions: [] });
    await expectAllDone();
  });

  it('loses nothing to an older one that comes to its last request only now', async () => {
    await prepare();
    const older = scanOn(3, { outcomes: [{ detections: [kept, changed, gone, back] }] });
    const newer = scanOn(4, { outcomes: [{ detections: [fresh] }] });
    // The older one: read, query, put, events, finding. The newer one: read, events, finding, query, put.
    const schedule = [...stepsOf(0, 5), ...stepsOf(1, 4), { worker: 1, request: 0, fate: 'dies after' } as const];
    await interleaving.run([() => store.commit(older), () => store.commit(newer)], schedule, 1);
    const [memory] = await all(store.targets('main'));
    expect(memory?.scans.integrity).toMatchObject({ fingerprint: 'seen on day 4', complete: false });
    expect((await all(store.open(target))).map(({ address }) => address)).toEqual(['fresh']);

    await store.commit(scanOn(5, { outcomes: [{ detections: [fresh] }] }));
    expect((await all(store.open({ severity: 'medium' }))).map(({ address }) => address)).toEqual(['fresh']);
    expect((await all(store.history(gone.findingId))).map(({ kind }) => kind)).toEqual(['opened', 'resolved']);
  });

  it('undoes nothing of a newer one when it only slept', async () => {
    const older = scanOn(1, { outcomes: [{ detections: [changed] }] });
    const newer = scanOn(2, { outcomes: [{ detections: [worse] }] });
    // The older one: read, put, events, and then nothing until the newer one is done.
    const schedule = [...stepsOf(0, 3), ...stepsOf(1, 20)];
    await interleaving.run([() => store.commit(older), () => store.commit(newer)], schedule);
    expect(await store.finding(changed.findingId)).toMatchObject({ severity: 'high', revision: 2 });
    expect(await all(store.open({ severity: 'high' }))).toHaveLength(1);
    expect((await all(store.targets('main')))[0]?.scans.integrity?.fingerprint).toBe('seen on day 2');
  });
});

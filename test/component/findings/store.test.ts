import pMap from 'p-map';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbStore } from '../../../src/findings/dynamodb-store.ts';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../../src/findings/embedded-database.ts';
import { findingsStore } from '../../../src/findings/findings-store.ts';
import { memoryTable } from '../../../src/findings/memory-table.ts';
import type { FindingsStore } from '../../../src/findings/store.ts';
import { all, day, detection, scanOn } from '../../support/findings.ts';

let store: FindingsStore;
let database: EmbeddedDatabase | null;

afterEach(() => database?.close());

const target = { source: 'main', targetId: 'prod/network.tfstate' };
const one = { outcomes: [{ detections: [detection()] }] };
const openNow = () => all(store.open(target));

describe.each(['in DynamoDB, many writers', 'in DynamoDB, one writer', 'in memory'])('the store %s:', (place) => {
  beforeEach(async () => {
    database = place === 'in memory' ? null : await openEmbeddedDatabase();
    const writers = place.endsWith('many writers') ? 'many' : 'one';
    store = database === null ? findingsStore(memoryTable()) : dynamoDbStore({ ...database, writers });
  });

  describe('the life of a finding', () => {
    it('is opened, kept, updated, resolved and reopened, with one audit event for each change', async () => {
      const worse = { outcomes: [{ detections: [detection({ severity: 'high' })] }] };
      const kinds: string[][] = [];
      for (const scan of [scanOn(1, one), scanOn(2, one), scanOn(3, worse), scanOn(4), scanOn(5, one)]) {
        kinds.push((await store.commit(scan)).transitions.map(({ kind }) => kind));
      }
      expect(kinds).toEqual([['opened'], [], ['updated'], ['resolved'], ['reopened']]);

      const history = await all(store.history(detection().findingId));
      expect(history.map(({ revision, kind, at }) => [revision, kind, at])).toEqual([
        [1, 'opened', day(1)],
        [2, 'updated', day(3)],
        [3, 'resolved', day(4)],
        [4, 'reopened', day(5)],
      ]);
      expect(history[2]?.finding).toMatchObject({
        status: 'resolved',
        severity: 'high',
        lastSeenAt: day(3),
        resolvedAt: day(4),
      });
      expect(await store.finding(detection().findingId)).toEqual({
        ...detection(),
        status: 'open',
        firstSeenAt: day(1),
        lastSeenAt: day(5),
        resolvedAt: null,
        revision: 4,
      });
    });

    it('knows when it was last seen, however it is asked for, though being seen again is not written to it', async () => {
      await store.commit(scanOn(1, one));
      await store.commit(scanOn(4, one));
      const seen = { firstSeenAt: day(1), lastSeenAt: day(4), revision: 1 };
      expect(await openNow()).toMatchObject([seen]);
      expect(await all(store.open({ severity: 'medium' }))).toMatchObject([seen]);
      expect(await store.finding(detection().findingId)).toMatchObject(seen);
    });

    it('was last seen before its resolution, not at it, and not by scans after it', async () => {
      await store.commit(scanOn(1, one));
      await store.commit(scanOn(4, one));
      for (const number of [5, 6]) await store.commit(scanOn(number));
      expect(await store.finding(detection().findingId)).toMatchObject({ lastSeenAt: day(4), resolvedAt: day(5) });
    });

    it('was not seen by a scan that could not look for it', async () => {
      await store.commit(scanOn(1, one));
      await store.commit(scanOn(4, { outcomes: [{ evaluated: ['state/deposed'] }] }));
      expect(await openNow()).toMatchObject([{ status: 'open', lastSeenAt: day(1) }]);
    });

    it('ends with its state: a state that is gone is committed without detections', async () => {
      await store.commit(scanOn(1, one));
      const { transitions } = await store.commit(
        scanOn(2, { order: { versionAt: day(2), serial: null, lookedAt: day(2) } }),
      );
      expect(transitions).toMatchObject([{ kind: 'resolved' }]);
      expect(await openNow()).toEqual([]);
      expect(await all(store.open({ owner: 'platform' }))).toEqual([]);
    });
  });

  describe('scans out of order', () => {
    it('an older one changes nothing and says so', async () => {
      await store.commit(scanOn(5));
      expect(await store.commit(scanOn(4, one))).toEqual({ superseded: true, transitions: [] });
      expect(await openNow()).toEqual([]);
      const [memory] = await all(store.targets('main'));
      expect(memory?.scans.integrity?.fingerprint).toBe('seen on day 5');
    });

    it('each scanner has its own order', async () => {
      const locks = { scanner: 'locks', evaluated: ['lock/stale'] };
      const lock = detection({ checkId: 'lock/stale', scanner: 'locks' });
      await store.commit(scanOn(5, { outcomes: [locks] }));
      const both = [{ detections: [detection()] }, { ...locks, detections: [lock] }];
      const { superseded, transitions } = await store.commit(scanOn(4, { outcomes: both }));
      expect(superseded).toBe(false);
      expect(transitions.map(({ finding }) => finding.checkId)).toEqual(['state/tainted']);
    });

    it('a later look at the same version counts, even when it read no serial', async () => {
      const scan = scanOn(1, one);
      await store.commit(scan);
      const again = { ...scanOn(1), order: { ...scan.order, serial: null, lookedAt: day(2) } };
      expect((await store.commit(again)).transitions).toMatchObject([{ kind: 'resolved' }]);
    });

    it('a thousand deliveries of the same detection, each looked at in its own moment, are one finding with one event', async () => {
      const looks = Array.from({ length: 1000 }, (_, index) => {
        const scan = scanOn(1, one);
        const lookedAt = new Date(Date.parse(day(1)) + ((index * 613) % 1000)).toISOString();
        return { ...scan, order: { ...scan.order, lookedAt } };
      });
      const results = await pMap(looks, (scan) => store.commit(scan), { concurrency: 100 });
      expect(results.flatMap(({ transitions }) => transitions)).toHaveLength(1);
      expect(await openNow()).toHaveLength(1);
      expect(await all(store.history(detection().findingId))).toHaveLength(1);
    });
  });

  describe('what is remembered of a target', () => {
    const version = (number: number) => ({
      versionId: `version-${number}`,
      modifiedAt: day(number),
      serial: number,
      lineage: number < 5 ? 'lineage-a' : null,
      sha256: 'ab'.repeat(32),
      managedInstances: number,
    });

    it('is the newest ten versions, newest first, each once', async () => {
      for (const number of [3, 1, 2, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
        // In a scan of its own scanner: versions that are read late are remembered too.
        const outcomes = [{ scanner: `scanner-${number}` }];
        await store.commit(scanOn(number, { outcomes, version: version(number) }));
      }
      const [memory] = await all(store.targets('main'));
      expect(memory?.versions).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map(version));
    });

    it('is how each scanner looked at it last', async () => {
      const marks = { fingerprint: 'f', ruleset: 'r', scannedAt: day(2), complete: false };
      await store.commit(scanOn(1, one));
      await store.commit(scanOn(2, { outcomes: [{ scanner: 'locks', evaluated: [], mark: marks }] }));
      expect(await all(store.targets('main'))).toEqual([
        {
          id: target.targetId,
          scans: {
            integrity: { fingerprint: 'seen on day 1', ruleset: 'rules', scannedAt: day(1), complete: true, open: 1 },
            locks: { ...marks, open: 0 },
          },
          countsFrom: day(2),
          versions: [],
        },
      ]);
    });

    it('is kept apart from other sources and targets, whatever their names', async () => {
      const names = [
        ['a', 'b","c'],
        ['a","b', 'c'],
        ['main', 'x'.repeat(3000)],
        ['main', `${'x'.repeat(2999)}y`],
        ['main#1', '§ü🦊 "\\#'],
      ] as const;
      for (const [source, targetId] of names) {
        await store.commit(
          scanOn(1, { source, targetId, outcomes: [{ detections: [detection({ source, stateKey: targetId })] }] }),
        );
      }
      for (const [source, targetId] of names) {
        expect((await all(store.open({ source, targetId }))).map(({ stateKey }) => stateKey)).toEqual([targetId]);
      }
      expect((await all(store.targets('main'))).map(({ id }) => id).sort()).toEqual(
        names.filter(([source]) => source === 'main').map(([, id]) => id),
      );
    });
  });

  describe('questions', () => {
    it('open findings come newest change first', async () => {
      for (const number of [2, 3, 1]) {
        const targetId = `${number}.tfstate`;
        await store.commit(
          scanOn(number, { targetId, outcomes: [{ detections: [detection({ stateKey: targetId })] }] }),
        );
      }
      const keys = (await all(store.open({ environment: 'production' }))).map(({ stateKey }) => stateKey);
      expect(keys).toEqual(['3.tfstate', '2.tfstate', '1.tfstate']);
    });

    it('a finding that moved to another owner or severity is found there and no longer here', async () => {
      await store.commit(scanOn(1, one));
      const moved = detection({ owner: '', severity: 'critical', environment: 'staging' });
      await store.commit(scanOn(2, { outcomes: [{ detections: [moved] }] }));
      for (const query of [{ owner: 'platform' }, { severity: 'medium' }, { environment: 'production' }] as const) {
        expect(await all(store.open(query))).toEqual([]);
      }
      for (const query of [{ owner: '' }, { severity: 'critical' }, { environment: 'staging' }] as const) {
        expect(await all(store.open(query))).toHaveLength(1);
      }
    });

    it('everything that changed since a time, that time included, oldest first', async () => {
      await store.commit(scanOn(1, one));
      await store.commit(scanOn(2));
      await store.commit(scanOn(3, one));
      const kinds = async (since: string) => (await all(store.changesSince(new Date(since)))).map(({ kind }) => kind);
      expect(await kinds(day(1))).toEqual(['opened', 'resolved', 'reopened']);
      expect(await kinds(day(2))).toEqual(['resolved', 'reopened']);
      expect(await kinds(day(4))).toEqual([]);
    });

    it('nothing is known of what was never scanned', async () => {
      expect(await store.finding('0'.repeat(32))).toBeUndefined();
      expect(await all(store.history('0'.repeat(32)))).toEqual([]);
      expect(await openNow()).toEqual([]);
      expect(await all(store.targets('main'))).toEqual([]);
    });

    it('evidence and text come back as they went in, odd ones in the form in which they can be kept', async () => {
      const odd = detection({
        evidence: {
          big: 1e300,
          zero: -0,
          exact: 0.1,
          deep: { list: [null, true, { '': 'x' }] },
          text: '\u0000🦊\ud83d',
        },
        message: 'Half a fox: \ud83d.',
        address: null,
        pointer: null,
      });
      await store.commit(scanOn(1, { outcomes: [{ detections: [odd] }] }));
      const [found] = await openNow();
      expect(found).toMatchObject({
        evidence: { ...odd.evidence, zero: 0 },
        message: 'Half a fox: \ufffd.',
        address: null,
      });
      expect((await store.commit(scanOn(2, { outcomes: [{ detections: [odd] }] }))).transitions).toEqual([]);
    });
  });
});

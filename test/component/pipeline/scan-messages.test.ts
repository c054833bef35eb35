import pMap from 'p-map';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbStore } from '../../../src/findings/dynamodb-store.ts';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../../src/findings/embedded-database.ts';
import type { FindingsStore } from '../../../src/findings/store.ts';
import { type MessageOutcome, scanMessages, TryAgainError } from '../../../src/pipeline/scan-messages.ts';
import { ScanMessageError } from '../../../src/pipeline/scan-request.ts';
import type { Source, StateVersion } from '../../../src/sources/source.ts';
import { never } from '../../support/fake-io.ts';
import { all } from '../../support/findings.ts';
import { MemoryEstate } from '../../support/memory-estate.ts';
import { recordRequests } from '../../support/recorded-requests.ts';
import { objectEvent } from '../../support/scan-events.ts';
import { messageOf, openFindings, workOn } from '../../support/scan-work.ts';
import { smallState } from '../../support/small-state.ts';

let database: EmbeddedDatabase;
let store: FindingsStore;
let requests: string[];
let estate: MemoryEstate;
let name: string;
let estates = 0;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
  requests = recordRequests(database.client);
});
afterAll(() => database.close());
beforeEach(() => {
  store = dynamoDbStore(database);
  name = `estate-${++estates}`;
  estate = new MemoryEstate(name, store);
});

const net = 'prod/net.tfstate';
const data = 'prod/data.tfstate';

/** The estate, but for what is opened: `opening` is told first, and may throw in its place. */
function opened(opening: (version: StateVersion) => void): Source {
  const source = estate.source();
  return {
    ...source,
    open: async (version, signal) => {
      opening(version);
      return await source.open(version, signal);
    },
  };
}

async function taints(...keys: readonly string[]) {
  return (await openFindings(store, name, keys)).filter(({ checkId }) => checkId === 'state/tainted');
}

/** How each message ended: the codes of what could not be read, or the name of its error. */
function endsOf(outcomes: readonly MessageOutcome[]): readonly unknown[] {
  return outcomes.map((outcome) => {
    if (outcome.done) return outcome.targets.flatMap(({ errors }) => errors.map(({ code }) => code));
    return outcome.error instanceof Error ? outcome.error.name : outcome.error;
  });
}

describe('a message may come often', () => {
  it('a thousand times to four workers: one finding, opened once', async () => {
    estate.write(net, smallState({ tainted: true }));
    const deliveries = Array.from({ length: 100 }, (_, batch) =>
      Array.from({ length: 10 }, (_, index) => messageOf(name, net, `${batch}-${index}`)),
    );
    const outcomes = await pMap(
      deliveries,
      // Each with a store of its own, as in processes of their own.
      (batch) => scanMessages(batch, workOn([estate.source()], dynamoDbStore(database))),
      { concurrency: 4 },
    );
    expect(outcomes.flat()).toHaveLength(1000);
    expect(outcomes.flat().every(({ done }) => done)).toBe(true);
    const [taint, ...others] = await taints(net);
    expect(others).toEqual([]);
    expect(await all(store.history(taint?.findingId ?? ''))).toMatchObject([{ kind: 'opened', revision: 1 }]);
  });

  it('twice in one batch, as a request and as an event: the state is read once and counted once', async () => {
    estate.write(net, smallState({ tainted: true }));
    const versions: string[] = [];
    const source = opened(({ versionId }) => versions.push(versionId));
    const messages = [
      messageOf(name, net, 'one'),
      messageOf(name, net, 'two'),
      { id: 'three', body: objectEvent(net) },
    ];
    const outcomes = await scanMessages(messages, workOn([source], store));
    expect(outcomes.map(({ message, done }) => [message.id, done])).toEqual([
      ['one', true],
      ['two', true],
      ['three', true],
    ]);
    expect(versions).toEqual(['v1']);
    expect(outcomes.flatMap((outcome) => (outcome.done ? outcome.targets : []))).toHaveLength(1);
  });

  it('late: of a state that was scanned meanwhile it reads no byte and writes nothing', async () => {
    estate.write(net, smallState({ tainted: true }));
    await estate.scan();
    const before = await openFindings(store, name, [net]);
    requests.length = 0;
    const source = opened(() => {
      throw new Error('not to be opened');
    });
    const [outcome] = await scanMessages([messageOf(name, net)], workOn([source], store));
    expect(outcome).toMatchObject({ done: true, targets: [] });
    expect(requests).toEqual(['GetItem']);
    expect(await openFindings(store, name, [net])).toEqual(before);
  });

  it('while another worker is at a newer version: what the other found is left alone', async () => {
    estate.write(net, smallState({ tainted: true }));
    const other = workOn([estate.source()], store);
    const slow: FindingsStore = {
      ...store,
      target: async (source, key) => {
        await Promise.resolve();
        estate.write(net, smallState({ serial: 2 }));
        await scanMessages([messageOf(name, net)], other);
        return await store.target(source, key);
      },
    };
    const outcomes = await scanMessages([messageOf(name, net)], workOn([estate.source()], slow));
    expect(outcomes).toMatchObject([{ done: true, targets: [] }]);
    expect(await taints(net)).toEqual([]);
  });

  it('about what never was there: nothing is recorded', async () => {
    const messages = [messageOf(name, net), { id: 'event', body: objectEvent('notes.txt') }];
    expect(await scanMessages(messages, workOn([estate.source()], store))).toMatchObject([
      { done: true, targets: [] },
      { done: true, targets: [] },
    ]);
    expect(await store.target(name, net)).toBeUndefined();
  });

  it('about a state that is gone: its findings are resolved', async () => {
    estate.write(net, smallState({ tainted: true }));
    await estate.scan();
    estate.remove(net);
    const body = objectEvent(net, { type: 'Object Deleted' });
    await scanMessages([{ id: 'event', body }], workOn([estate.source()], store));
    expect(await taints(net)).toEqual([]);
  });
});

describe('trouble of one message is its own', () => {
  beforeEach(() => {
    for (const key of [net, data]) estate.write(key, smallState({ tainted: true }));
  });

  it('a poison message fails alone', async () => {
    const messages = [messageOf(name, net), { id: 'poison', body: 'poison' }, messageOf(name, data)];
    const outcomes = await scanMessages(messages, workOn([estate.source()], store));
    expect(outcomes.map(({ done }) => done)).toEqual([true, false, true]);
    expect(outcomes[1]).toHaveProperty('error', expect.any(ScanMessageError));
    expect(await taints(net, data)).toHaveLength(2);
  });

  it('so does one whose state the source can not tell of', async () => {
    const source = estate.source();
    const down = new Error('down');
    const find = async (key: string) => (key === net ? Promise.reject(down) : await source.find(key, never));
    const messages = [messageOf(name, net), messageOf(name, data), messageOf(name, net, 'again')];
    const outcomes = await scanMessages(messages, workOn([{ ...source, find }], store));
    expect(outcomes).toMatchObject([{ error: down }, { done: true }, { error: down }]);
    expect(await taints(net, data)).toMatchObject([{ stateKey: data }]);
  });

  it('so does one whose findings can not be recorded', async () => {
    const full = new Error('the table is full');
    const failing: FindingsStore = {
      ...store,
      commit: async (scan) => (scan.targetId === net ? Promise.reject(full) : await store.commit(scan)),
    };
    const messages = [messageOf(name, net), messageOf(name, data)];
    const outcomes = await scanMessages(messages, workOn([estate.source()], failing));
    expect(outcomes).toMatchObject([{ done: false, error: full }, { done: true }]);
  });

  it('a reader that throws leaves its state incomplete, in words of ours, and the others done', async () => {
    const source = opened(({ path }) => {
      if (path === net) throw new TypeError('canary of the document');
    });
    const outcomes = await scanMessages([messageOf(name, net), messageOf(name, data)], workOn([source], store));
    expect(endsOf(outcomes)).toEqual([['internal'], []]);
    expect(JSON.stringify(outcomes)).not.toContain('canary');
    expect(await taints(net, data)).toMatchObject([{ stateKey: data }]);
  });

  it('of an event that concerns two sources, the trouble of the first is not that of the second', async () => {
    const other = new MemoryEstate(`${name}-other`, store);
    other.write(net, smallState({ tainted: true }));
    const down = { ...estate.source(), find: async () => Promise.reject(new Error('down')) };
    const work = workOn([down, other.source()], store);
    expect(endsOf(await scanMessages([{ id: 'event', body: objectEvent(net) }], work))).toEqual(['Error']);
    expect(await openFindings(store, `${name}-other`, [net])).not.toEqual([]);
  });
});

describe('what can not be read resolves nothing', () => {
  beforeEach(async () => {
    estate.write(net, smallState({ tainted: true }));
    await estate.scan();
  });

  it.each(['throttled', 'unavailable', 'gone', 'timeout'] as const)(
    'a state that is %s for the moment is tried again, and then seen',
    async (failure) => {
      const before = await taints(net);
      estate.write(net, smallState({ serial: 2 }), failure === 'timeout' ? null : failure);
      const source = opened(() => {
        if (failure === 'timeout') throw new DOMException('The operation timed out.', 'TimeoutError');
      });
      const [outcome] = await scanMessages([messageOf(name, net)], workOn([source], store));
      expect(outcome).toMatchObject({ done: false, error: expect.any(TryAgainError) });
      expect(await taints(net)).toEqual(before);

      estate.write(net, smallState({ serial: 3 }));
      expect(await scanMessages([messageOf(name, net)], workOn([estate.source()], store))).toMatchObject([
        { done: true },
      ]);
      expect(await taints(net)).toEqual([]);
    },
  );

  it.each(['denied', 'archived', 'too-large'] as const)('a state that is %s is done, incomplete', async (failure) => {
    const before = await taints(net);
    estate.write(net, smallState({ serial: 2 }), failure);
    expect(endsOf(await scanMessages([messageOf(name, net)], workOn([estate.source()], store)))).toEqual([[failure]]);
    expect(await taints(net)).toEqual(before);
    expect(await store.target(name, net)).toMatchObject({ scans: { integrity: { complete: false } } });
  });

  it('a state that is damaged is done, incomplete, with a finding that says so', async () => {
    const before = await taints(net);
    estate.write(net, smallState({ serial: 2 }).slice(0, 200));
    expect(endsOf(await scanMessages([messageOf(name, net)], workOn([estate.source()], store)))).toEqual([['damaged']]);
    expect(await taints(net)).toEqual(before);
    const checks = (await openFindings(store, name, [net])).map(({ checkId }) => checkId);
    expect(checks).toContain('state/unreadable');
  });

  it('a state that is deleted while it is scanned is tried again, and its findings are resolved then', async () => {
    estate.write(net, smallState({ serial: 2, tainted: true }));
    const source = opened(() => estate.remove(net));
    expect(endsOf(await scanMessages([messageOf(name, net)], workOn([source], store)))).toEqual(['TryAgainError']);
    expect(await taints(net)).toHaveLength(1);
    expect(await scanMessages([messageOf(name, net)], workOn([estate.source()], store))).toMatchObject([
      { done: true },
    ]);
    const open = await openFindings(store, name, [net]);
    expect(open.map(({ checkId }) => checkId)).toEqual(['backup/state-deleted']);
  });
});

describe('when there is no time left', () => {
  beforeEach(() => {
    for (const key of [net, data]) estate.write(key, smallState({ tainted: true }));
  });

  it('messages are handed back untouched', async () => {
    requests.length = 0;
    const work = workOn([estate.source()], store, { signal: AbortSignal.abort() });
    expect(endsOf(await scanMessages([messageOf(name, net), messageOf(name, data)], work))).toEqual([null, null]);
    expect(requests).toEqual([]);
  });

  it('those under way are handed back too, with nothing recorded; what was done stays done', async () => {
    const stop = new AbortController();
    const source = opened(({ path }) => {
      if (path === data) stop.abort();
      stop.signal.throwIfAborted();
    });
    const work = workOn([source], store, { signal: stop.signal, concurrency: 1 });
    const messages = [messageOf(name, net), messageOf(name, data), messageOf(name, 'prod/more.tfstate')];
    expect(endsOf(await scanMessages(messages, work))).toEqual([[], null, null]);
    expect(await store.target(name, data)).toBeUndefined();
    expect(await taints(net, data)).toMatchObject([{ stateKey: net }]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../../src/findings/embedded.ts';
import type { FindingsStore } from '../../../src/findings/store.ts';
import { scanMessages } from '../../../src/pipeline/scan-messages.ts';
import type { ScanRequest } from '../../../src/pipeline/scan-request.ts';
import { sweep } from '../../../src/pipeline/sweep.ts';
import { integrityScanner } from '../../../src/scanners/integrity/index.ts';
import type { Source } from '../../../src/sources/source.ts';
import { never } from '../../support/fake-io.ts';
import { MemoryEstate } from '../../support/memory-estate.ts';
import { configurationOf, messageOf, workOn } from '../../support/scan-work.ts';
import { smallState } from '../../support/small-state.ts';

let embedded: { readonly store: FindingsStore; close(): Promise<void> };
let estate: MemoryEstate;
let estates = 0;
let sent: ScanRequest[];
let batches: number;
let waiting: number;

beforeAll(async () => {
  embedded = await openEmbeddedStore();
});
afterAll(() => embedded.close());
beforeEach(() => {
  estate = newEstate();
  sent = [];
  batches = 0;
  waiting = 0;
});

function newEstate(): MemoryEstate {
  return new MemoryEstate(`estate-${++estates}`, embedded.store);
}

const queue = {
  backlog: async () => waiting,
  send: async (requests: readonly ScanRequest[]) => {
    batches++;
    sent.push(...requests);
  },
};

interface Circumstances {
  readonly sources?: readonly Source[];
  readonly configuration?: string;
  readonly signal?: AbortSignal;
}

function sweepOf({ sources = [estate.source()], configuration = '', signal = never }: Circumstances = {}) {
  return sweep({
    scanner: integrityScanner,
    sources,
    configuration: configurationOf(sources, configuration),
    store: embedded.store,
    queue,
    now: new Date('2026-11-25T12:00:00Z'),
    signal,
  });
}

const sentKeys = () => sent.map(({ key }) => key);
const keys = ['a.tfstate', 'b.tfstate', 'c.tfstate', 'd.tfstate'];
const otherRules = 'scanners: { integrity: { checks: { tainted: { severity: critical } } } }';

describe('a sweep sends', () => {
  beforeEach(() => {
    for (const key of keys) estate.write(key, smallState());
  });

  it('every state that was never looked at, with the name of its source', async () => {
    expect(await sweepOf()).toEqual({ states: 4, locked: 0, sent: 4, postponed: 0, errors: [] });
    expect(sent).toEqual(keys.map((key) => ({ source: `estate-${estates}`, key })));
  });

  it('nothing where nothing has changed, and reads no state for that', async () => {
    await estate.scan();
    const opened: string[] = [];
    const source: Source = {
      ...estate.source(),
      open: async ({ path }) => {
        opened.push(path);
        throw new Error('not to be opened');
      },
      versions: async (key) => {
        opened.push(key);
        return [];
      },
    };
    expect(await sweepOf({ sources: [source] })).toEqual({ states: 4, locked: 0, sent: 0, postponed: 0, errors: [] });
    expect(batches).toBe(0);
    expect(opened).toEqual([]);
  });

  it('what was written since, and what is gone', async () => {
    await estate.scan();
    estate.write('b.tfstate', smallState({ serial: 2 }));
    estate.remove('d.tfstate');
    expect(await sweepOf()).toEqual({ states: 3, locked: 0, sent: 2, postponed: 0, errors: [] });
    expect(sentKeys()).toEqual(['b.tfstate', 'd.tfstate']);
  });

  it('again what could not be read to the end', async () => {
    estate.write('c.tfstate', smallState({ serial: 2 }), 'denied');
    await estate.scan();
    await sweepOf();
    expect(sentKeys()).toEqual(['c.tfstate']);
  });

  it('after a change of the rules every state: what has changed first, then no more than the limit', async () => {
    await estate.scan();
    estate.write('d.tfstate', smallState({ serial: 2 }));
    const configuration = `${otherRules}\nlimits: { rescansPerSweep: 2 }`;
    expect(await sweepOf({ configuration })).toEqual({ states: 4, locked: 0, sent: 3, postponed: 1, errors: [] });
    expect(sentKeys()).toEqual(['d.tfstate', 'a.tfstate', 'b.tfstate']);
  });

  it('the rest in the next sweeps, once those were looked at, until none is left', async () => {
    await estate.scan();
    const configuration = `${otherRules}\nlimits: { rescansPerSweep: 3 }`;
    const sources = [estate.source()];
    const work = workOn(sources, embedded.store, { configuration: configurationOf(sources, configuration) });
    for (const expected of [['a.tfstate', 'b.tfstate', 'c.tfstate'], ['d.tfstate'], []]) {
      sent = [];
      await sweepOf({ sources, configuration });
      expect(sentKeys()).toEqual(expected);
      await scanMessages(
        sent.map(({ source, key }) => messageOf(source, key)),
        work,
      );
    }
  });
});

describe('a queue that is', () => {
  beforeEach(async () => {
    for (const key of keys) estate.write(key, smallState());
    await estate.scan();
    for (const key of ['b.tfstate', 'c.tfstate']) estate.write(key, smallState({ serial: 2 }));
  });

  it.each([
    ['nearly full', 9_999, 1, ['b.tfstate']],
    ['full', 10_000, 0, []],
    ['fuller than full', 250_000, 0, []],
  ])('%s gets no more than fits, and the rest waits', async (_, before, fits, expected) => {
    waiting = before;
    expect(await sweepOf()).toMatchObject({ states: 4, sent: fits, postponed: 2 - fits });
    expect(sentKeys()).toEqual(expected);
  });

  it('nearly full gets what has changed before what only the rules changed for', async () => {
    waiting = 9_997;
    expect(await sweepOf({ configuration: otherRules })).toMatchObject({ sent: 3, postponed: 1 });
    expect(sentKeys()).toEqual(['b.tfstate', 'c.tfstate', 'a.tfstate']);
  });
});

describe('a source that can not be listed', () => {
  it('is an error, and the others are swept all the same', async () => {
    const other = newEstate();
    estate.listingFailsAfter = 0;
    for (const each of [estate, other]) each.write('a.tfstate', smallState());
    const sources = [estate.source(), other.source()];
    const result = await sweepOf({ sources });
    expect(result).toMatchObject({ states: 1, sent: 1 });
    expect(result.errors).toMatchObject([{ code: 'denied', source: sources[0]?.name, stateKey: null }]);
    expect(sent).toEqual([{ source: sources[1]?.name, key: 'a.tfstate' }]);
  });

  it('to the end is an error: what it showed is sent, what it did not show is not taken for gone', async () => {
    for (const key of keys) estate.write(key, smallState());
    await estate.scan();
    estate.write('a.tfstate', smallState({ serial: 2 }));
    estate.listingFailsAfter = 4;
    estate.remove('b.tfstate');
    const result = await sweepOf();
    expect(result.errors).toHaveLength(1);
    expect(sentKeys()).toEqual(['a.tfstate']);
  });
});

it('that is stopped sends nothing and is no sweep', async () => {
  estate.write('a.tfstate', smallState());
  const reason = new Error('no time left');
  await expect(sweepOf({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(sent).toEqual([]);
});

it('that can not send is no sweep', async () => {
  estate.write('a.tfstate', smallState());
  const sources = [estate.source()];
  const broken = { ...queue, send: async () => Promise.reject(new Error('refused')) };
  const settings = { scanner: integrityScanner, sources, configuration: configurationOf(sources), now: new Date() };
  await expect(sweep({ ...settings, store: embedded.store, queue: broken, signal: never })).rejects.toThrow('refused');
});

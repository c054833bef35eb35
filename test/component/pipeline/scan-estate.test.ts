import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../../src/findings/embedded.ts';
import type { Finding } from '../../../src/findings/finding.ts';
import type { FindingsStore } from '../../../src/findings/store.ts';
import type { ReportedFinding, ScanReport } from '../../../src/reports/report.ts';
import { MemoryEstate } from '../../support/memory-estate.ts';
import { smallState } from '../../support/small-state.ts';

let embedded: { readonly store: FindingsStore; close(): Promise<void> };
let estate: MemoryEstate;
let estates = 0;

beforeAll(async () => {
  embedded = await openEmbeddedStore();
});
afterAll(() => embedded.close());
beforeEach(() => {
  estate = new MemoryEstate(`estate-${++estates}`, embedded.store);
});

const net = 'prod/net.tfstate';
const data = 'prod/data.tfstate';

/** What became of the findings of one check. */
function changesOf({ findings, resolved }: ScanReport, checkId = 'state/tainted'): readonly string[] {
  return [
    ...findings.filter((finding) => finding.checkId === checkId).map(({ change, stateKey }) => `${stateKey} ${change}`),
    ...resolved.filter((finding) => finding.checkId === checkId).map(({ stateKey }) => `${stateKey} resolved`),
  ];
}

function taintOf({ findings, resolved }: ScanReport): ReportedFinding | Finding {
  const found = [...findings, ...resolved].find(({ checkId }) => checkId === 'state/tainted');
  if (found === undefined) throw new Error('no finding of state/tainted');
  return found;
}

describe('a finding from scan to scan', () => {
  it('is new, kept, resolved, and reopened as the same finding', async () => {
    estate.write(net, smallState({ tainted: true }));
    const first = await estate.scan();
    expect(changesOf(first)).toEqual([`${net} new`]);
    expect(first.summary.coverage).toMatchObject({ found: 1, read: 1, unchanged: 0 });

    const second = await estate.scan();
    expect(changesOf(second)).toEqual([`${net} kept`]);
    expect(second.summary.coverage).toMatchObject({ found: 1, read: 0, unchanged: 1, bytes: 0 });

    estate.write(net, smallState({ serial: 2 }));
    const third = await estate.scan();
    expect(changesOf(third)).toEqual([`${net} resolved`]);
    expect(third.summary.changes.resolved).toBe(1);
    expect(taintOf(third)).toMatchObject({ status: 'resolved', resolvedAt: third.startedAt });

    estate.write(net, smallState({ serial: 3, tainted: true }));
    const fourth = await estate.scan();
    expect(changesOf(fourth)).toEqual([`${net} reopened`]);
    expect(taintOf(fourth)).toMatchObject({
      findingId: taintOf(first).findingId,
      firstSeenAt: first.startedAt,
      resolvedAt: null,
      revision: 3,
    });
  });

  it('is kept when the state was written again and the trouble is still there', async () => {
    estate.write(net, smallState({ tainted: true }));
    await estate.scan();
    estate.write(net, smallState({ serial: 2, tainted: true }));
    const report = await estate.scan();
    expect(changesOf(report)).toEqual([`${net} kept`]);
    expect(taintOf(report).lastSeenAt).toBe(report.startedAt);
  });

  it('is updated when the configuration gives it another severity, though the state is as it was', async () => {
    estate.write(net, smallState({ tainted: true }));
    await estate.scan();
    const report = await estate.scan('scanners: { integrity: { checks: { tainted: { severity: critical } } } }');
    expect(changesOf(report)).toEqual([`${net} updated`]);
    expect(taintOf(report).severity).toBe('critical');
    expect(report.summary.coverage).toMatchObject({ read: 1, unchanged: 0 });
  });

  it('is resolved when its check is switched off, and when its state is gone', async () => {
    for (const key of [net, data]) estate.write(key, smallState({ tainted: true }));
    await estate.scan();
    estate.remove(data);
    expect(changesOf(await estate.scan())).toEqual([`${net} kept`, `${data} resolved`]);
    const report = await estate.scan('scanners: { integrity: { checks: { tainted: { enabled: false } } } }');
    expect(changesOf(report)).toEqual([`${net} resolved`]);
  });
});

describe('a state that is put back as old as it was', () => {
  it.each([
    ['after it was removed', () => estate.remove(net)],
    ['over a newer one', () => estate.write(net, smallState({ serial: 2 }))],
  ])('%s is looked at again, once, and its finding is back', async (_, replace) => {
    estate.write(net, smallState({ tainted: true }));
    await estate.scan();
    replace();
    expect(changesOf(await estate.scan())).toEqual([`${net} resolved`]);

    estate.putBack(net);
    expect(changesOf(await estate.scan())).toEqual([`${net} reopened`]);
    const again = await estate.scan();
    expect(changesOf(again)).toEqual([`${net} kept`]);
    expect(again.summary.coverage).toMatchObject({ read: 0, unchanged: 1 });
  });

  it('back and forth is seen each time', async () => {
    estate.write(net, smallState({ tainted: true }));
    await estate.scan();
    estate.write(net, smallState({ serial: 2 }));
    await estate.scan();
    for (const change of ['reopened', 'resolved', 'reopened', 'resolved']) {
      estate.putBack(net);
      expect(changesOf(await estate.scan())).toEqual([`${net} ${change}`]);
    }
  });
});

describe('what could not be looked at resolves nothing', () => {
  beforeEach(async () => {
    for (const key of [net, data]) estate.write(key, smallState({ tainted: true }));
    expect(changesOf(await estate.scan())).toHaveLength(2);
  });

  it.each([0, 1])('a source whose listing fails after %i states', async (listed) => {
    estate.listingFailsAfter = listed;
    const report = await estate.scan();
    expect(report.resolved).toEqual([]);
    expect([...changesOf(report)].sort()).toEqual([`${data} kept`, `${net} kept`]);
    expect(report.errors).toMatchObject([{ code: 'denied', stateKey: null }]);
    expect(report.summary.incomplete).toBe(true);
    expect(report.summary.coverage.found).toBe(listed);

    estate.listingFailsAfter = null;
    estate.remove(data);
    expect(changesOf(await estate.scan())).toContain(`${data} resolved`);
  });

  it('a damaged state, until it is repaired', async () => {
    estate.write(net, smallState({ serial: 2 }).slice(0, 200));
    const damaged = await estate.scan();
    expect(damaged.resolved).toEqual([]);
    expect([...changesOf(damaged)].sort()).toEqual([`${data} kept`, `${net} kept`]);
    expect(changesOf(damaged, 'state/unreadable')).toEqual([`${net} new`]);
    expect(damaged.summary.incomplete).toBe(true);
    expect(damaged.summary.coverage).toMatchObject({ found: 2, damaged: 1, read: 0, unchanged: 1 });

    const again = await estate.scan();
    expect(changesOf(again, 'state/unreadable')).toEqual([`${net} kept`]);
    expect(again.summary.coverage).toMatchObject({ damaged: 1, read: 0, unchanged: 1 });

    estate.write(net, smallState({ serial: 3 }));
    const repaired = await estate.scan();
    expect(changesOf(repaired)).toEqual([`${data} kept`, `${net} resolved`]);
    expect(changesOf(repaired, 'state/unreadable')).toEqual([`${net} resolved`]);
    expect(repaired.summary.incomplete).toBe(false);
  });

  it.each(['denied', 'throttled', 'unavailable', 'gone'] as const)('a state whose bytes are %s', async (failure) => {
    estate.write(net, smallState({ serial: 2 }), failure);
    const report = await estate.scan();
    expect(report.resolved).toEqual([]);
    expect([...changesOf(report)].sort()).toEqual([`${data} kept`, `${net} kept`]);
    expect(report.summary.incomplete).toBe(true);

    estate.write(net, smallState({ serial: 2 }));
    expect(changesOf(await estate.scan())).toContain(`${net} resolved`);
  });
});

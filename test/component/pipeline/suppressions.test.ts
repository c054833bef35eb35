import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { alertOf } from '../../../src/alerts/alert.ts';
import { exitCode } from '../../../src/cli/exit-code.ts';
import { openEmbeddedStore } from '../../../src/findings/embedded.ts';
import type { FindingsStore } from '../../../src/findings/store.ts';
import type { ScanReport } from '../../../src/reports/report.ts';
import { all } from '../../support/findings.ts';
import { MemoryEstate } from '../../support/memory-estate.ts';
import { smallState } from '../../support/small-state.ts';

let estate: MemoryEstate;
let store: FindingsStore;
let close: () => Promise<void>;

beforeEach(async () => {
  ({ store, close } = await openEmbeddedStore());
  estate = new MemoryEstate('main', store);
  for (const key of ['a.tfstate', 'b.tfstate', 'c.tfstate']) estate.write(key, smallState({ tainted: true }));
});
afterEach(() => close());

const why = 'reason: known, owner: platform, expires: 2026-11-24';
const tainted = (entry: string) => `suppressions: [{ checks: state/tainted, ${entry} }]`;

/** What is said of the tainted instances: `a.tfstate open new`. */
function said({ findings }: ScanReport): readonly string[] {
  return findings
    .filter(({ checkId }) => checkId === 'state/tainted')
    .map(({ stateKey, status, change }) => `${stateKey} ${status} ${change}`)
    .sort();
}

describe('a suppressed finding', () => {
  const a = tainted(`keys: a.*, ${why}`);

  test('is shown with who, why and until when, and neither counted nor told', async () => {
    const report = await estate.scan(a);
    expect(said(report)).toEqual(['a.tfstate suppressed new', 'b.tfstate open new', 'c.tfstate open new']);
    const suppressed = report.findings.filter(({ status }) => status === 'suppressed');
    expect(suppressed.map(({ suppression }) => suppression)).toEqual([
      { reason: 'known', owner: 'platform', expires: '2026-11-24' },
    ]);
    expect(report.summary.suppressed).toBe(1);
    expect(report.summary.bySeverity.medium).toBe(2);
    expect(exitCode({ ...report, findings: suppressed }, 'info')).toBe(0);
  });

  test('is written down: when, by whom, why; and nobody is told of it, nor of its end', async () => {
    await estate.scan();
    await estate.scan(a);
    const id = await idOf('a.tfstate');
    estate.write('a.tfstate', smallState({ serial: 2 }));
    await estate.scan(a);
    const history = await all(store.history(id));
    expect(history.map(({ kind, finding }) => [kind, finding.status])).toEqual([
      ['opened', 'open'],
      ['updated', 'suppressed'],
      ['resolved', 'resolved'],
    ]);
    expect(history[1]?.finding.suppression).toEqual({ reason: 'known', owner: 'platform', expires: '2026-11-24' });
    expect(history.map((event) => alertOf(event, null)?.kind ?? null)).toEqual(['opened', null, null]);
  });

  test('is opened again when the suppression ends, though nothing changed, and told', async () => {
    await estate.scan(a);
    const id = await idOf('a.tfstate');
    estate.passDays(4);
    expect(said(await estate.scan(a))[0]).toBe('a.tfstate suppressed kept');
    estate.passDays(1);
    const report = await estate.scan(a);
    expect(said(report)[0]).toBe('a.tfstate open reopened');
    expect(report.findings.find(({ findingId }) => findingId === id)).not.toHaveProperty('suppression');
    const [, reopened] = await all(store.history(id));
    expect(reopened && alertOf(reopened, null)?.kind).toBe('reopened');
    expect(said(await estate.scan(a))[0]).toBe('a.tfstate open kept');
  });

  test('is opened again when the entry is removed', async () => {
    await estate.scan(a);
    expect(said(await estate.scan())[0]).toBe('a.tfstate open reopened');
  });

  test('has the new reason when the entry is changed', async () => {
    await estate.scan(a);
    const report = await estate.scan(a.replace('known', 'accepted'));
    expect(said(report)[0]).toBe('a.tfstate suppressed updated');
  });

  test('is opened again though its state can no longer be read', async () => {
    await estate.scan(a);
    estate.write('a.tfstate', smallState({ serial: 2, tainted: true }), 'denied');
    await estate.scan(a);
    estate.passDays(5);
    const findings = await all(store.open({ source: 'main', targetId: 'a.tfstate' }));
    expect(findings.find(({ checkId }) => checkId === 'state/tainted')?.status).toBe('suppressed');
    expect(said(await estate.scan(a))[0]).toBe('a.tfstate open reopened');
  });

  async function idOf(key: string): Promise<string> {
    const findings = await all(store.open({ source: 'main', targetId: key }));
    return findings.find(({ checkId }) => checkId === 'state/tainted')?.findingId ?? 'none';
  }
});

describe('what has to be read again', () => {
  test('nothing while nothing changes, suppressed or not', async () => {
    const configuration = tainted(`keys: "[ab].*", ${why}`);
    await estate.scan(configuration);
    estate.opened.length = 0;
    await estate.scan(configuration);
    expect(estate.opened).toEqual([]);
  });

  test('only the states that an entry concerns, when it comes and when it ends', async () => {
    await estate.scan();
    estate.opened.length = 0;
    const configuration = tainted('keys: a.*, reason: known, owner: platform, expires: 2026-11-20');
    await estate.scan(configuration);
    expect(estate.opened).toEqual(['a.tfstate']);
    estate.passDays(1);
    await estate.scan(configuration);
    expect(estate.opened).toEqual(['a.tfstate', 'a.tfstate']);
  });
});

describe('what an entry suppresses', () => {
  test.each([
    ['keys: "**/*.tfstate"', 3],
    ['keys: [a.tfstate, c.*]', 2],
    ['sources: ma*', 3],
    ['sources: other', 0],
    ['addresses: aws_vpc.*', 3],
    ['addresses: aws_vpc', 0],
    ['addresses: [nothing, "*.main"]', 3],
    ['pointers: "*/instances/0"', 3],
    ['pointers: /outputs/*', 0],
    ['keys: a.*, sources: other', 0],
  ])('%s: %i findings', async (entry, count) => {
    const report = await estate.scan(tainted(`${entry}, ${why}`));
    expect(said(report).filter((line) => line.includes('suppressed'))).toHaveLength(count);
  });

  test('the first that matches says why', async () => {
    const entries = ['first', 'second'].map(
      (owner) => `{ checks: "state/*", reason: known, owner: ${owner}, expires: 2027-01-01 }`,
    );
    const { findings } = await estate.scan(`suppressions: [${entries.join(', ')}]`);
    expect(new Set(findings.map(({ suppression }) => suppression?.owner ?? ''))).toContain('first');
    expect(findings.some(({ suppression }) => suppression?.owner === 'second')).toBe(false);
  });
});

describe('notes', () => {
  test('name the entries that match nothing, and those that have ended', async () => {
    const entries = [
      `{ checks: state/tainted, keys: z.*, ${why} }`,
      `{ checks: state/tainted, keys: a.*, reason: known, owner: network, expires: 2026-11-19 }`,
      `{ checks: state/tainted, keys: b.*, ${why} }`,
    ];
    const { notes } = await estate.scan(`suppressions: [${entries.join(', ')}]`);
    expect(notes).toEqual([
      'suppressions[0] (state/tainted; platform) matches no finding: remove it, or correct it.',
      'suppressions[1] (state/tainted; network) ended on 2026-11-19, and what it suppressed is still there: 1.',
    ]);
  });

  test('are not made of a scan that could not see everything', async () => {
    estate.write('d.tfstate', smallState(), 'denied');
    expect((await estate.scan(tainted(`keys: z.*, ${why}`))).notes).toBeUndefined();
  });
});

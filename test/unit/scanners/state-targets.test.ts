import { describe, expect, it } from 'vitest';
import { nothingOutside } from '../../../src/scanners/outside.ts';
import type { PlanContext, ScanMark, StateIndex, Target } from '../../../src/scanners/scanner.ts';
import {
  changedTargets,
  fingerprintOf,
  goneFingerprint,
  isErroredState,
  targetsWhere,
} from '../../../src/scanners/state-targets.ts';
import { fakeSource, indexOf, never, stateObject } from '../../support/fake-io.ts';

const planned: PlanContext = {
  now: new Date('2026-11-20T12:00:00Z'),
  ruleset: 'rules-1',
  options: {},
  outside: nothingOutside,
  answers: true,
};

function mark(changes: Partial<ScanMark> = {}): ScanMark {
  return {
    fingerprint: 'a@v2',
    ruleset: 'rules-1',
    scannedAt: '2026-11-20T11:00:00Z',
    complete: true,
    open: 0,
    ...changes,
  };
}

async function idsOf(targets: AsyncIterable<Target>): Promise<string[]> {
  const ids: string[] = [];
  for await (const target of targets) ids.push(target.object === null ? `${target.id} (gone)` : target.id);
  return ids;
}

function changed(
  listed: NonNullable<Parameters<typeof fakeSource>[0]['listed']>,
  index: StateIndex,
  signal = never,
): Promise<string[]> {
  return idsOf(changedTargets(fakeSource({ listed }), index, 'integrity', planned, signal));
}

describe('changedTargets', () => {
  const nothing = indexOf('integrity', {});

  it('plans what was never scanned', async () => {
    expect(await changed([stateObject('a'), stateObject('b')], nothing)).toEqual(['a', 'b']);
  });

  it('leaves out what is unchanged since a complete scan under the same rules', async () => {
    expect(await changed([stateObject('a')], indexOf('integrity', { a: mark() }))).toEqual([]);
  });

  it.each([
    ['another fingerprint', { fingerprint: 'a@v1' }],
    ['other rules', { ruleset: 'rules-0' }],
    ['an incomplete scan', { complete: false }],
  ])('plans again after %s', async (_name, changes) => {
    expect(await changed([stateObject('a')], indexOf('integrity', { a: mark(changes) }))).toEqual(['a']);
  });

  it('counts only marks of its own scanner', async () => {
    expect(await changed([stateObject('a')], indexOf('secrets', { a: mark(), b: mark() }))).toEqual(['a']);
  });

  it('skips a key where only a lock or a backup is left, unless a state was judged there before', async () => {
    const bare = stateObject('a', { current: null, fingerprint: 'a@none' });
    expect(await changed([bare], nothing)).toEqual([]);
    expect(await changed([bare], indexOf('integrity', { a: mark() }))).toEqual(['a']);
  });

  it('plans what is gone once, after the listing', async () => {
    const index = indexOf('integrity', { a: mark(), b: mark(), c: mark({ fingerprint: goneFingerprint }) });
    expect(await changed([stateObject('z')], index)).toEqual(['z', 'a (gone)', 'b (gone)']);
  });

  it('plans what is gone again while it could not be resolved', async () => {
    const index = indexOf('integrity', { a: mark({ fingerprint: goneFingerprint, complete: false }) });
    expect(await changed([], index)).toEqual(['a (gone)']);
  });

  it('plans what came back', async () => {
    const index = indexOf('integrity', { a: mark({ fingerprint: goneFingerprint }) });
    expect(await changed([stateObject('a')], index)).toEqual(['a']);
  });

  it('takes nothing for gone when the listing fails half-way', async () => {
    const seen: string[] = [];
    const targets = changedTargets(
      fakeSource({ listed: [stateObject('b'), new Error('page 2 was denied')] }),
      indexOf('integrity', { a: mark() }),
      'integrity',
      planned,
      never,
    );
    await expect(async () => {
      for await (const target of targets) seen.push(target.id);
    }).rejects.toThrow('page 2 was denied');
    expect(seen).toEqual(['b']);
  });

  it('takes nothing for gone when the scan was aborted', async () => {
    const index = indexOf('integrity', { a: mark() });
    await expect(changed([], index, AbortSignal.abort())).rejects.toThrow(/abort/i);
  });
});

describe('targetsWhere', () => {
  it('asks about each listed object and each one gone, with the mark of the scanner', async () => {
    const asked: unknown[] = [];
    const targets = targetsWhere(
      fakeSource({ listed: [stateObject('a'), stateObject('b')] }),
      indexOf('locks', { a: mark({ open: 1 }), c: mark() }),
      'locks',
      never,
      (object, known) => {
        asked.push([object?.key ?? null, known?.open]);
        return known !== undefined;
      },
    );
    expect(await idsOf(targets)).toEqual(['a', 'c (gone)']);
    expect(asked).toEqual([
      ['a', 1],
      ['b', undefined],
      [null, 0],
    ]);
  });
});

describe('fingerprintOf', () => {
  it("is the object's, or one of its own for what is gone", () => {
    expect(fingerprintOf({ object: stateObject('a') })).toBe('a@v2');
    expect(fingerprintOf({ object: null })).toBe(goneFingerprint);
  });
});

describe('isErroredState', () => {
  it.each([
    ['errored.tfstate', true],
    ['prod/net/errored.tfstate', true],
    ['prod/not-errored.tfstate', false],
    ['errored.tfstate/terraform.tfstate', false],
  ])('%s: %s', (key, expected) => {
    expect(isErroredState(key)).toBe(expected);
  });
});

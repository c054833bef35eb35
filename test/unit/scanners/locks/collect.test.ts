import { describe, expect, it } from 'vitest';
import { collect } from '../../../../src/scanners/locks/collect.ts';
import { lockFingerprint } from '../../../../src/scanners/locks/fingerprint.ts';
import { locksScanner } from '../../../../src/scanners/locks/index.ts';
import { nothingOutside } from '../../../../src/scanners/outside.ts';
import { bucketTarget } from '../../../../src/scanners/places.ts';
import type { PlanContext, ScanMark } from '../../../../src/scanners/scanner.ts';
import { SourceError, type SourceFailure } from '../../../../src/sources/errors.ts';
import type { LockFile, StateObject } from '../../../../src/sources/source.ts';
import {
  context,
  fakeIo,
  fakeSource,
  indexOf,
  never,
  stateObject,
  targetOf,
  version,
} from '../../../support/fake-io.ts';

const lock: LockFile = {
  path: 'net/terraform.tfstate.tflock',
  modifiedAt: new Date('2026-11-20T03:00:00Z'),
  bytes: 207,
};
const locked = stateObject('net/terraform.tfstate', { lock });

function failing(failure: SourceFailure) {
  const lockText = new SourceError({ location: lock.path, failure, detail: 'it failed', action: 'Look.' });
  return fakeIo({ source: fakeSource({ lockText }) });
}

describe('collect of the locks scanner', () => {
  it('reads who holds the lock', async () => {
    const io = fakeIo({ source: fakeSource({ lockText: '{"ID":"1","Who":"ada@laptop"}' }) });
    expect(await collect(targetOf(locked), io, context, never)).toMatchObject({
      lockFile: {
        value: {
          path: 'net/terraform.tfstate.tflock',
          table: null,
          modifiedAt: '2026-11-20T03:00:00.000Z',
          stateKey: 'net/terraform.tfstate',
          sourceKind: 's3',
          sourceLocation: 's3://bucket',
          info: { id: '1', operation: null, who: 'ada@laptop', version: null, created: null, deliberate: false },
          problem: null,
        },
      },
    });
  });

  it('judges a lock that is left where no state is', async () => {
    const orphan = targetOf({ ...locked, current: null });
    const facts = await collect(orphan, fakeIo({ source: fakeSource({ lockText: '' }) }), context, never);
    expect(facts).toMatchObject({ lockFile: { value: { info: null, problem: 'empty' } } });
  });

  it('knows that a state is gone though its backup file is left', async () => {
    const backup = version({ path: 'net/terraform.tfstate.backup', versionId: 'b1' });
    const orphan = targetOf({ ...locked, current: null });
    const io = fakeIo({ source: fakeSource({ kind: 'folder', lockText: '{"ID":"1"}' }), versions: [backup] });
    expect(await collect(orphan, io, context, never)).toMatchObject({ state: { value: { exists: false } } });
  });

  it.each([
    ['there is no lock', targetOf(stateObject('net/terraform.tfstate')), fakeIo({})],
    ['the state is gone', { source: 'main', id: 'net/terraform.tfstate', object: null }, fakeIo({})],
    ['the lock was released since the listing', targetOf(locked), failing('gone')],
    ['the lock is not found any more', targetOf(locked), failing('not-found')],
  ])('finds nothing to judge when %s', async (_name, target, io) => {
    expect(await collect(target, io, context, never)).toMatchObject({
      lockFile: { value: null },
      tableLock: { value: null },
      digest: { value: null },
    });
  });

  it('still tells the age of a lock whose file is too large', async () => {
    expect(await collect(targetOf(locked), failing('too-large'), context, never)).toMatchObject({
      lockFile: { value: { problem: 'too-large', info: null, modifiedAt: '2026-11-20T03:00:00.000Z' } },
    });
  });

  it.each<SourceFailure>(['denied', 'unavailable', 'throttled'])(
    'is unreadable when the source says %s',
    async (failure) => {
      expect(await collect(targetOf(locked), failing(failure), context, never)).toMatchObject({
        lockFile: { unreadable: { code: failure, stateKey: 'net/terraform.tfstate' } },
      });
    },
  );
});

describe('plan of the locks scanner', () => {
  const planned: PlanContext = {
    now: context.now,
    ruleset: 'rules-1',
    options: {},
    outside: nothingOutside,
    answers: true,
  };
  const mark: ScanMark = {
    fingerprint: 'same',
    ruleset: 'rules-1',
    scannedAt: '2026-11-20T11:00:00Z',
    complete: true,
    open: 0,
  };

  it('looks at every lock each time, and else at what changed', async () => {
    const held = stateObject('held', { lock, fingerprint: 'same' });
    const objects = ['free', 'never-seen', 'written', 'released'].map((key) =>
      stateObject(key, { fingerprint: key === 'written' ? 'other' : 'same' }),
    );
    const seen = (object: StateObject | null) => ({
      ...mark,
      fingerprint: lockFingerprint({ object, entry: null }, undefined, context.now),
    });
    const before = stateObject('any', { fingerprint: 'same' });
    const index = indexOf('locks', {
      held: seen(held),
      free: seen(before),
      written: seen(before),
      released: seen({ ...before, lock }),
      deleted: seen(before),
      'deleted-before': seen(null),
      [bucketTarget('s3://bucket')]: { ...mark, scannedAt: context.now.toISOString() },
    });
    const ids: string[] = [];
    const source = fakeSource({ listed: [held, ...objects] });
    for await (const target of locksScanner.plan(source, index, planned, never)) ids.push(target.id);
    expect(ids).toEqual(['held', 'never-seen', 'written', 'released', 'deleted']);
  });
});

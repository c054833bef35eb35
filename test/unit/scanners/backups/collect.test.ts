import { describe, expect, it } from 'vitest';
import { checks } from '../../../../src/scanners/backups/checks/index.ts';
import { collect } from '../../../../src/scanners/backups/collect.ts';
import { backupsScanner } from '../../../../src/scanners/backups/index.ts';
import { nothingOutside } from '../../../../src/scanners/outside.ts';
import { SourceError } from '../../../../src/sources/errors.ts';
import {
  context,
  fakeIo,
  fakeSource,
  indexOf,
  inspection,
  never,
  stateObject,
  targetOf,
  version,
} from '../../../support/fake-io.ts';

const key = 'net/terraform.tfstate';
const current = version({ versionId: 'v2' });
const backup = version({ path: `${key}.backup`, versionId: 'b1', modifiedAt: new Date('2026-11-20T10:00:00Z') });
const target = targetOf(stateObject(key, { current }));
const denied = new SourceError({ location: key, failure: 'denied', detail: 'access denied', action: 'Grant it.' });
const truncated = { reason: 'truncated', detail: 'it ends too early', offset: 9 } as const;
const source = fakeSource({ kind: 'folder', location: '/srv/states' });
const described = { path: `${key}.backup`, versionId: 'b1', modifiedAt: '2026-11-20T10:00:00.000Z' };

describe('collect of the backups scanner', () => {
  it('really opens the newest earlier version', async () => {
    const io = fakeIo({
      source,
      versions: [current, backup],
      inspections: { v2: inspection(current), b1: inspection(backup, { damage: truncated, metadata: null }) },
    });
    expect(await collect(target, io, context, never)).toMatchObject({
      current: { value: { key, sourceKind: 'folder', sourceLocation: '/srv/states', serial: 2, damaged: false } },
      earlier: { value: described },
      drills: { value: [{ ...described, damage: truncated }] },
    });
    expect(io.read).toEqual(['v2', 'b1']);
  });

  it('finds no earlier version where only the current one and delete markers are kept', async () => {
    const marker = version({ versionId: 'marker', deleted: true });
    const io = fakeIo({ source, versions: [current, marker], inspections: { v2: inspection(current) } });
    expect(await collect(target, io, context, never)).toMatchObject({
      earlier: { value: null },
      drills: { value: [] },
    });
  });

  it('looks for copies of a damaged state too', async () => {
    const io = fakeIo({
      source,
      versions: [current],
      inspections: { v2: inspection(current, { damage: truncated, metadata: null }) },
    });
    expect(await collect(target, io, context, never)).toMatchObject({
      current: { value: { damaged: true, serial: null } },
      earlier: { value: null },
    });
  });

  it('is unreadable, never missing, when versions cannot be listed', async () => {
    const io = fakeIo({ source, versions: denied, inspections: { v2: inspection(current) } });
    expect(await collect(target, io, context, never)).toMatchObject({
      current: { value: { serial: 2 } },
      earlier: { unreadable: { code: 'denied' } },
      drills: { unreadable: { code: 'denied' } },
      copies: { value: [] },
    });
  });

  it('is unreadable, never damaged, when the earlier version cannot be opened', async () => {
    const io = fakeIo({
      source,
      versions: [current, backup],
      inspections: { v2: inspection(current), b1: denied },
    });
    expect(await collect(target, io, context, never)).toMatchObject({
      earlier: { value: described },
      drills: { unreadable: { code: 'denied' } },
    });
  });

  it.each([
    ['the state is gone', { ...target, object: null }],
    ['only its backup file is left', targetOf(stateObject(key, { current: null }))],
  ])('lets every check be evaluated and quiet when %s', async (_name, bare) => {
    const facts = await collect(bare, fakeIo({ source }), context, never);
    for (const check of checks) {
      expect(check.run(facts, {}, context)).toEqual({ evaluated: true, observations: [] });
    }
  });
});

describe('plan of the backups scanner', () => {
  it('leaves out what a failed run left behind', async () => {
    const listed = [stateObject('net/errored.tfstate'), stateObject(key)];
    const planned = { now: context.now, ruleset: 'rules-1', options: {}, outside: nothingOutside, answers: true };
    const ids: string[] = [];
    for await (const { id } of backupsScanner.plan(fakeSource({ listed }), indexOf('backups', {}), planned, never)) {
      ids.push(id);
    }
    expect(ids).toEqual([key]);
  });
});

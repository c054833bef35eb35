import { describe, expect, it } from 'vitest';
import { checks } from '../../../../src/scanners/integrity/checks/index.ts';
import { collect } from '../../../../src/scanners/integrity/collect.ts';
import type { Inspection, KnownVersion } from '../../../../src/scanners/scanner.ts';
import { SourceError } from '../../../../src/sources/errors.ts';
import {
  context,
  fakeIo,
  inspection,
  managedInstance,
  metadata,
  never,
  stateObject,
  targetOf,
  version,
} from '../../../support/fake-io.ts';

const key = 'net/terraform.tfstate';
const current = version({ versionId: 'v2' });
const earlier = version({ versionId: 'v1', modifiedAt: new Date('2026-11-20T10:00:00Z') });
const target = targetOf(stateObject(key, { current }));
const denied = new SourceError({ location: key, failure: 'denied', detail: 'access denied', action: 'Grant it.' });
const truncated = { reason: 'truncated', detail: 'it ends too early', offset: 9 } as const;

const knownEarlier: KnownVersion = {
  versionId: 'v1',
  modifiedAt: '2026-11-20T10:00:00.000Z',
  serial: 1,
  lineage: 'one',
  sha256: 'b'.repeat(64),
  managedInstances: 1,
};

const two = [managedInstance('a'), managedInstance('b')];
const sound: Readonly<Record<string, Inspection>> = {
  v2: inspection(current, {}, two),
  v1: inspection(earlier, { metadata: metadata({ serial: 1 }), sha256: 'b'.repeat(64) }, [managedInstance('a')]),
};

describe('collect of the integrity scanner', () => {
  it('reads the current version and the newest earlier one', async () => {
    const io = fakeIo({ versions: [current, earlier], inspections: sound });
    const facts = await collect(target, io, context, never);
    expect(io.read).toEqual(['v2', 'v1']);
    expect(facts).toMatchObject({
      listed: { value: { key, bytes: 4096, modifiedAt: '2026-11-20T11:00:00.000Z' } },
      damage: { value: null },
      size: { value: { bytes: 4096, instances: 2 } },
      snapshot: { value: { versionId: 'v2', serial: 2, lineage: 'one', terraformVersion: '1.11.4' } },
      terraformVersion: { value: '1.11.4' },
      contents: { value: { managedInstances: 2 } },
      history: {
        value: [{ versionId: 'v1', serial: 1, knownFrom: 'kept', managedInstances: 1, backupFile: false }],
      },
    });
  });

  it('skips delete markers on the way to the earlier version', async () => {
    const marker = version({ versionId: 'marker', deleted: true });
    const io = fakeIo({ versions: [current, marker, earlier], inspections: sound });
    await collect(target, io, context, never);
    expect(io.read).toEqual(['v2', 'v1']);
  });

  it('does not read again what the index remembers', async () => {
    const io = fakeIo({ versions: [current, earlier], inspections: sound, remembered: [knownEarlier] });
    const facts = await collect(target, io, context, never);
    expect(io.read).toEqual(['v2']);
    expect(facts.history).toMatchObject({
      value: [{ versionId: 'v1', knownFrom: 'kept', managedAddresses: null }],
    });
  });

  it('reads the earlier version again once instances are missing, to say which', async () => {
    const io = fakeIo({
      versions: [current, earlier],
      inspections: { v2: inspection(current), v1: inspection(earlier, {}, two) },
      remembered: [{ ...knownEarlier, managedInstances: 2 }],
    });
    const facts = await collect(target, io, context, never);
    expect(io.read).toEqual(['v2', 'v1']);
    expect(facts.history).toMatchObject({
      value: [{ versionId: 'v1', knownFrom: 'kept', managedAddresses: new Set(['aws_subnet.a', 'aws_subnet.b']) }],
    });
  });

  it('remembers other versions that the source keeps no more, but not the current one', async () => {
    const io = fakeIo({
      versions: [current],
      inspections: sound,
      remembered: [{ ...knownEarlier, versionId: 'v2' }, knownEarlier],
    });
    const facts = await collect(target, io, context, never);
    expect(facts.history).toMatchObject({ value: [{ versionId: 'v1', knownFrom: 'remembered' }] });
    expect(io.read).toEqual(['v2']);
  });

  it('knows a backup file by its path', async () => {
    const backup = version({ path: `${key}.backup`, versionId: 'b1' });
    const io = fakeIo({ versions: [current, backup], inspections: { ...sound, b1: inspection(backup) } });
    expect((await collect(target, io, context, never)).history).toMatchObject({
      value: [{ versionId: 'b1', backupFile: true, terraformVersion: '1.11.4' }],
    });
  });

  it('tells a backup file from the state although time and size are the same', async () => {
    const backup = version({ ...current, path: `${key}.backup` });
    const io = fakeIo({ versions: [current, backup], inspections: sound });
    expect((await collect(target, io, context, never)).history).toMatchObject({ value: [{ backupFile: true }] });
  });

  it('leaves a damaged earlier version to the backups scanner', async () => {
    const io = fakeIo({
      versions: [current, earlier],
      inspections: { ...sound, v1: inspection(earlier, { damage: truncated, metadata: null }) },
      remembered: [{ ...knownEarlier, versionId: 'v0' }],
    });
    expect((await collect(target, io, context, never)).history).toMatchObject({ value: [{ versionId: 'v0' }] });
  });

  it('reads damage as an answer, and judges nothing else then', async () => {
    const io = fakeIo({
      versions: [current, earlier],
      inspections: { v2: inspection(current, { damage: truncated, metadata: null }) },
    });
    const facts = await collect(target, io, context, never);
    expect(facts.damage).toEqual({ value: truncated });
    for (const fact of [facts.size, facts.snapshot, facts.terraformVersion, facts.contents, facts.history]) {
      expect(fact).toMatchObject({ unreadable: { code: 'damaged', damage: truncated } });
    }
    expect(io.read).toEqual(['v2']);
  });

  it('shows of an encrypted state what it shows', async () => {
    const hidden = metadata({ format: 'encrypted', version: null, terraformVersion: null });
    const io = fakeIo({ versions: [current], inspections: { v2: inspection(current, { metadata: hidden }) } });
    const facts = await collect(target, io, context, never);
    expect(facts.snapshot).toMatchObject({ value: { serial: 2, lineage: 'one', terraformVersion: null } });
    expect(facts.size).toEqual({ value: { bytes: 4096, instances: null } });
    for (const fact of [facts.contents, facts.terraformVersion]) {
      expect(fact).toMatchObject({ unreadable: { code: 'encrypted' } });
    }
  });

  it('counts nothing in an earlier version that is encrypted', async () => {
    const hidden = metadata({ format: 'encrypted', version: null, terraformVersion: null, serial: 1 });
    const io = fakeIo({
      versions: [current, earlier],
      inspections: { ...sound, v1: inspection(earlier, { metadata: hidden }) },
    });
    expect((await collect(target, io, context, never)).history).toMatchObject({
      value: [{ serial: 1, managedInstances: null, managedAddresses: null }],
    });
  });

  it('is unreadable, never fine, when the state cannot be read', async () => {
    const facts = await collect(target, fakeIo({ inspections: { v2: denied } }), context, never);
    for (const name of ['damage', 'size', 'snapshot', 'terraformVersion', 'contents', 'history'] as const) {
      expect(facts[name]).toMatchObject({ unreadable: { code: 'denied' } });
    }
    expect(facts.listed).toMatchObject({ value: { key } });
  });

  it.each([
    ['listed', { versions: denied, inspections: sound }],
    ['read', { versions: [current, earlier], inspections: { ...sound, v1: denied } }],
  ])('loses only the history when earlier versions cannot be %s', async (_name, broken) => {
    const facts = await collect(target, fakeIo(broken), context, never);
    expect(facts.history).toMatchObject({ unreadable: { code: 'denied' } });
    expect(facts.contents).toMatchObject({ value: { managedInstances: 2 } });
  });

  it('does not take a later version for an earlier one when the state was replaced meanwhile', async () => {
    const newer = version({ versionId: 'v3' });
    const facts = await collect(target, fakeIo({ versions: [newer], inspections: sound }), context, never);
    expect(facts.history).toMatchObject({ unreadable: { code: 'gone' } });
  });

  it.each([
    ['the state is gone', { ...target, object: null }],
    ['only a backup or a lock is left', targetOf(stateObject(key, { current: null }))],
  ])('lets every check be evaluated and quiet when %s, so that findings resolve', async (_name, bare) => {
    const io = fakeIo({ remembered: [knownEarlier] });
    const facts = await collect(bare, io, context, never);
    expect(io.read).toEqual([]);
    for (const check of checks) {
      expect([check.id, check.run(facts, {}, context)]).toEqual([check.id, { evaluated: true, observations: [] }]);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { planRestore } from '../../../src/restore/plan.ts';
import type { SoundVersion, VersionHead, VersionReading } from '../../../src/restore/version-reading.ts';
import { SourceError } from '../../../src/sources/errors.ts';
import type { StateVersion } from '../../../src/sources/source.ts';

const version = (name: string): StateVersion => ({
  path: 'net.tfstate',
  versionId: name,
  s3VersionId: name,
  modifiedAt: new Date('2026-11-20T10:00:00Z'),
  bytes: 100,
  etag: name,
  deleted: false,
});

function sound(name: string, serial: number, lineage: string | null = 'L'): SoundVersion {
  return {
    version: version(name),
    status: 'sound',
    metadata: { format: 'v4', version: 4, terraformVersion: '1.11.4', serial, lineage, encryption: null },
    sha256: name,
    outline: { managedInstances: 0, instances: new Map(), outputs: new Map() },
    serial: { offset: 10, text: String(serial) },
  };
}

const head = (name: string, serial: number | null, lineage: string | null = 'L'): VersionHead => ({
  version: version(name),
  serial,
  lineage,
  error: null,
});

const usual = {
  location: 's3://acme/net.tfstate',
  chosen: sound('a', 12),
  current: sound('c', 14) as VersionReading | null,
  heads: [head('c', 14), head('b', 13), head('a', 12)],
  isChosenAgain: false,
  allow: { otherLineage: false, keepSerial: false },
};

describe('the new serial', () => {
  test.each<readonly [string, Partial<typeof usual>, number | null]>([
    ['is above the current one', {}, 15],
    ['is above those that are kept', { heads: [head('c', 14), head('b', 99), head('a', 12)] }, 100],
    ['heeds no other lineage', { heads: [head('c', 14), head('b', 99, 'X'), head('a', 12)] }, 15],
    ['heeds no serial that none is above', { heads: [head('b', Number.MAX_SAFE_INTEGER), head('a', 12)] }, 15],
    ['is above its own, where nothing else is left', { current: null, heads: [head('a', 12)] }, 13],
    ['stays, where nothing is to be done', { current: sound('c', 20), isChosenAgain: true }, 20],
  ])('%s', (_, changes, expected) => {
    expect(planRestore({ ...usual, ...changes }).newSerial).toBe(expected);
  });

  test('of the highest number that there is can not be raised', () => {
    const { refusals } = planRestore({ ...usual, current: sound('c', Number.MAX_SAFE_INTEGER) });
    expect(refusals[0]?.reason).toContain('highest that there is');
  });
});

describe('another lineage', () => {
  test.each<readonly [string, Partial<typeof usual>, boolean]>([
    ['than the current one is refused', { current: sound('c', 14, 'X') }, true],
    [
      'is allowed where it is said',
      { current: sound('c', 14, 'X'), allow: { ...usual.allow, otherLineage: true } },
      false,
    ],
    [
      'than the newest kept one is refused, where there is no current one',
      { current: null, heads: [head('b', 3, 'X')] },
      true,
    ],
    ['is none where a version has none', { current: sound('c', 14, null), heads: [head('c', 14, null)] }, false],
    ['counts for nothing where nothing is to be done', { current: sound('c', 14, 'X'), isChosenAgain: true }, false],
  ])('%s', (_, changes, isRefused) => {
    expect(planRestore({ ...usual, ...changes }).refusals.length > 0).toBe(isRefused);
  });
});

test('a current version that can not be read may have any serial: refused', () => {
  const error = new SourceError({
    location: 's3://acme/net.tfstate',
    failure: 'denied',
    detail: 'kms:Decrypt is not allowed',
    permission: 'kms:Decrypt',
    action: 'of a scan',
  });
  const { refusals } = planRestore({ ...usual, current: { version: version('c'), status: 'unreadable', error } });
  expect(refusals).toEqual([
    {
      reason: "the current version can't be read: s3://acme/net.tfstate: kms:Decrypt is not allowed",
      action: 'Allow kms:Decrypt to whoever restores: docs/operations/restore.md lists all permissions.',
    },
  ]);
});

test('versions whose serial could not be read are told', () => {
  const error = new SourceError({ location: 'x', failure: 'archived', detail: 'archived', action: '' });
  const { notes } = planRestore({ ...usual, heads: [...usual.heads, { ...head('z', null, null), error }] });
  expect(notes).toEqual(['The serials of 1 kept versions could not be read, and are left out.']);
});

test('what is overwritten for good is told', () => {
  const current = { ...sound('c', 14), version: { ...version('c'), s3VersionId: 'null' } };
  expect(planRestore({ ...usual, current }).notes.join('')).toContain('it is overwritten and lost');
});

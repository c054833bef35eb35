import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TargetScan } from '../../../src/findings/store.ts';
import { outcomesInOrder, recordAfter, type TargetRecord, unseenTarget } from '../../../src/findings/target-record.ts';
import { recordFromItem, recordItem } from '../../../src/findings/target-record-item.ts';
import { day, scanOn } from '../../support/findings.ts';

const time = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const text = fc.string({ unit: 'grapheme' });

const scan: fc.Arbitrary<TargetScan> = fc
  .record({
    order: fc.record({ versionAt: time, serial: fc.option(fc.nat()), lookedAt: time }),
    version: fc.option(
      fc.record({
        versionId: text,
        modifiedAt: time,
        serial: fc.option(fc.nat()),
        lineage: fc.option(fc.constantFrom('a', 'b', 'c')),
        sha256: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
        managedInstances: fc.option(fc.nat()),
      }),
    ),
    outcomes: fc.uniqueArray(
      fc.record({
        scanner: fc.constantFrom('locks', 'backups', 'integrity', 'secrets'),
        mark: fc.record(
          { fingerprint: text, ruleset: text, scannedAt: time, complete: fc.boolean(), note: text },
          { requiredKeys: ['fingerprint', 'ruleset', 'scannedAt', 'complete'] },
        ),
      }),
      { selector: ({ scanner }) => scanner, minLength: 1 },
    ),
  })
  .map((fields) => scanOn(1, fields));

function recordOf(scans: readonly TargetScan[]): TargetRecord {
  const record = scans.reduce<TargetRecord>(
    (before, each) => recordAfter(before, each, outcomesInOrder(before, each), []),
    unseenTarget('main', 'prod/network.tfstate'),
  );
  return { ...record, revision: scans.length };
}

describe('the record of a target', () => {
  it('comes back from its item as it went in', () => {
    fc.assert(
      fc.property(fc.array(scan, { minLength: 1, maxLength: 15 }), (scans) => {
        const record = recordOf(scans);
        expect(recordFromItem(recordItem(record))).toEqual(record);
      }),
    );
  });

  it('stays so small that a sweep reads ten thousand of them in 25 pages of 1 MB', () => {
    // As S3 gives them: version ids of 32 characters, ETags of 32; hashes in hex; a long key.
    const scans = Array.from({ length: 12 }, (_, index) =>
      scanOn(index + 1, {
        targetId: `live/production/eu-central-1/team-${'x'.repeat(40)}/terraform.tfstate`,
        version: {
          versionId: 'v'.repeat(32),
          modifiedAt: day(index + 1),
          serial: 10_000 + index,
          lineage: '3f1c5a2e-1111-2222-3333-444455556666',
          sha256: 'ab'.repeat(32),
          managedInstances: 1000,
        },
        outcomes: ['integrity', 'secrets', 'locks', 'backups'].map((scanner) => ({
          scanner,
          mark: { fingerprint: 'f'.repeat(64), ruleset: 'r'.repeat(64), scannedAt: day(index + 1), complete: true },
        })),
      }),
    ).map((each, index) => ({
      ...each,
      version: each.version && { ...each.version, versionId: `${index}`.padStart(32, 'v') },
    }));
    const record = recordOf(scans);
    expect(record.versions).toHaveLength(10);
    const item = { ...recordItem(record), ...{ pk: 'targets#main', sk: scans[0]?.targetId } };
    const bytes = Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name + String(value)), 0);
    expect(bytes * 10_000).toBeLessThan(25 * 1024 * 1024);
  });
});

import * as z from 'zod';
import { type Item, jsonText, parsed, transitionSchema } from './items.ts';
import { recordKey } from './table.ts';
import type { ScannerMemory, TargetRecord } from './target-record.ts';

const milliseconds = z.int().transform((time) => new Date(time).toISOString());
const flag = z.literal([0, 1]).transform((value) => value === 1);

/** `[fingerprint, ruleset, scannedAt, complete, open, seenAt, versionAt, serial, lookedAt]`, and the scanner's note where it has one */
const scannerTuple = z.tuple([
  z.string(),
  z.string(),
  milliseconds,
  flag,
  z.int().nonnegative(),
  milliseconds.nullable(),
  milliseconds,
  z.number().nullable(),
  milliseconds,
  z.string().optional(),
]);

/** `[versionId, modifiedAt, serial, index in lineages, sha256, managedInstances]` */
const versionTuple = z.tuple([
  z.string(),
  milliseconds,
  z.number().nullable(),
  z.int().nullable(),
  z.string(),
  z.number().nullable(),
]);

const memorySchema = z.object({
  scans: z.record(z.string(), scannerTuple),
  versions: z.array(versionTuple),
  lineages: z.array(z.string()),
});

const recordItemSchema = z.object({
  source: z.string(),
  targetId: z.string(),
  revision: z.int().positive(),
  memory: jsonText(memorySchema),
  outbox: jsonText(z.array(transitionSchema)).optional(),
});

/**
 * The item of a record: `source`, `targetId`, `revision`, `memory` and, while it is full, `outbox` (a JSON array of transitions).
 *
 * `memory` is JSON text kept short, since a sweep reads it for every target: `scans` by scanner name and `versions` as tuples, times
 * as milliseconds since 1970, `lineages` said once.
 */
export function recordItem(record: TargetRecord): Item {
  const { source, targetId, revision, outbox } = record;
  return {
    ...recordKey(source, targetId),
    source,
    targetId,
    revision,
    memory: memoryText(record),
    ...(outbox.length === 0 ? {} : { outbox: JSON.stringify(outbox) }),
  };
}

/** Everything that is remembered, as text: two records that remember the same have the same. */
export function memoryText({ scanners, versions }: TargetRecord): string {
  const lineages = [...new Set(versions.flatMap(({ lineage }) => (lineage === null ? [] : [lineage])))];
  const scans = Object.entries(scanners).map(([name, { mark, order, seenAt }]) => {
    const note: readonly [] | readonly [string] = mark.note === undefined ? [] : [mark.note];
    const tuple: z.input<typeof scannerTuple> = [
      mark.fingerprint,
      mark.ruleset,
      Date.parse(mark.scannedAt),
      mark.complete ? 1 : 0,
      mark.open,
      seenAt === null ? null : Date.parse(seenAt),
      Date.parse(order.versionAt),
      order.serial,
      Date.parse(order.lookedAt),
      ...note,
    ];
    return [name, tuple];
  });
  const memory: z.input<typeof memorySchema> = {
    scans: Object.fromEntries(scans),
    versions: versions.map((version) => [
      version.versionId,
      Date.parse(version.modifiedAt),
      version.serial,
      version.lineage === null ? null : lineages.indexOf(version.lineage),
      version.sha256,
      version.managedInstances,
    ]),
    lineages,
  };
  return JSON.stringify(memory);
}

/** @throws StoredItemError */
export function recordFromItem(item: unknown): TargetRecord {
  const { source, targetId, revision, memory, outbox } = parsed('the record of a target', recordItemSchema, item);
  const scanners = Object.entries(memory.scans).map(([name, tuple]): [string, ScannerMemory] => {
    const [fingerprint, ruleset, scannedAt, complete, open, seenAt, versionAt, serial, lookedAt, note] = tuple;
    return [
      name,
      {
        mark: { fingerprint, ruleset, scannedAt, complete, open, ...(note === undefined ? {} : { note }) },
        order: { versionAt, serial, lookedAt },
        seenAt,
      },
    ];
  });
  const versions = memory.versions.map(([versionId, modifiedAt, serial, lineage, sha256, managedInstances]) => ({
    versionId,
    modifiedAt,
    serial,
    lineage: lineage === null ? null : (memory.lineages[lineage] ?? null),
    sha256,
    managedInstances,
  }));
  return { source, targetId, revision, scanners: Object.fromEntries(scanners), versions, outbox: outbox ?? [] };
}

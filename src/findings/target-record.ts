import type { KnownVersion, ScanMark, TargetMemory } from '../scanners/scanner.ts';
import type { Finding, Transition } from './finding.ts';
import { isOlder, later, normalTime, rememberedOrder } from './scan-order.ts';
import type { ScannerOutcome, ScanOrder, TargetScan } from './store.ts';

/** What is remembered of one scanner on one target. */
export interface ScannerMemory {
  readonly mark: ScanMark;
  readonly order: ScanOrder;
  /** The newest scan in which every open finding of the scanner was looked for: each finding that is still open was seen then. */
  readonly seenAt: string | null;
}

/**
 * The record of one target: what is known of it, and a write-ahead log. A commit puts the record with the transitions it is about
 * to make in `outbox`, makes them, and empties the outbox. Whoever finds a full outbox makes its transitions first.
 */
export interface TargetRecord {
  readonly source: string;
  readonly targetId: string;
  /** Counts commits, from 1; 0: nothing is stored yet. */
  readonly revision: number;
  readonly scanners: Readonly<Record<string, ScannerMemory>>;
  /** Newest first. */
  readonly versions: readonly KnownVersion[];
  /** Transitions that may not stand in the findings and the audit events yet. */
  readonly outbox: readonly Transition[];
}

const knownVersions = 10;

export function unseenTarget(source: string, targetId: string): TargetRecord {
  return { source, targetId, revision: 0, scanners: {}, versions: [], outbox: [] };
}

/** What a sweep plans from. Until its outbox is empty no scan of the target counts as complete: it is due, and the next commit finishes the work. */
export function targetMemory(record: TargetRecord): TargetMemory {
  const done = record.outbox.length === 0;
  const scans = Object.entries(record.scanners).map(([name, { mark }]): [string, ScanMark] => [
    name,
    { ...mark, complete: mark.complete && done },
  ]);
  const [countsFrom = null] = Object.values(record.scanners)
    .map(({ order }) => order.versionAt)
    .sort((one, other) => (one < other ? 1 : -1));
  return { id: record.targetId, scans: Object.fromEntries(scans), countsFrom, versions: record.versions };
}

/** Findings of the target that were open when the record was written. */
export function openCount(record: TargetRecord): number {
  return Object.values(record.scanners).reduce((sum, { mark }) => sum + mark.open, 0);
}

/** The outcomes that no newer scan of the same scanner has overtaken. */
export function outcomesInOrder(record: TargetRecord, scan: TargetScan): readonly ScannerOutcome[] {
  return scan.outcomes.filter(({ scanner }) => {
    const remembered = record.scanners[scanner];
    return remembered === undefined || !isOlder(scan.order, remembered.order);
  });
}

/** A finding with the time it was last seen, which the record of its target knows: being seen again is not written to the finding. */
export function withLastSeen(finding: Finding, record: TargetRecord | undefined): Finding {
  const seenAt = record?.scanners[finding.scanner]?.seenAt ?? null;
  if (seenAt === null || finding.status === 'resolved') return finding;
  return { ...finding, lastSeenAt: later(finding.lastSeenAt, seenAt) };
}

/**
 * The record after a scan, its outbox empty.
 * @param outcomes of the scan, those that count
 * @param findings of the target as they are after the scan
 */
export function recordAfter(
  record: TargetRecord,
  scan: TargetScan,
  outcomes: readonly ScannerOutcome[],
  findings: readonly Finding[],
): TargetRecord {
  const scanners: Record<string, ScannerMemory> = { ...record.scanners };
  for (const { scanner, evaluated, mark } of outcomes) {
    const before = record.scanners[scanner];
    const open = findings.filter((finding) => finding.scanner === scanner && finding.status !== 'resolved');
    const scannedAt = normalTime(mark.scannedAt);
    scanners[scanner] = {
      mark: { ...mark, scannedAt, open: open.length },
      order: rememberedOrder(scan.order, before?.order),
      seenAt: open.every(({ checkId }) => evaluated.includes(checkId)) ? scannedAt : (before?.seenAt ?? null),
    };
  }
  return { ...record, scanners, versions: versionsAfter(record.versions, scan.version), outbox: [] };
}

/**
 * The record of a scan while there is more to write than one outbox holds: the target stays due, and counts as having the findings
 * of before and after.
 */
export function unfinished(
  after: TargetRecord,
  before: TargetRecord,
  outcomes: readonly ScannerOutcome[],
): TargetRecord {
  const scanners: Record<string, ScannerMemory> = { ...after.scanners };
  for (const { scanner } of outcomes) {
    const memory = scanners[scanner];
    if (memory === undefined) continue;
    const earlier = before.scanners[scanner];
    const open = Math.max(memory.mark.open, earlier?.mark.open ?? 0);
    scanners[scanner] = { ...memory, mark: { ...memory.mark, complete: false, open }, seenAt: earlier?.seenAt ?? null };
  }
  return { ...after, scanners };
}

function versionsAfter(known: readonly KnownVersion[], read: KnownVersion | null): readonly KnownVersion[] {
  if (read === null) return known;
  const version = { ...read, modifiedAt: normalTime(read.modifiedAt) };
  const others = known.filter(({ versionId }) => versionId !== version.versionId);
  return [version, ...others]
    .sort((one, other) => (one.modifiedAt === other.modifiedAt ? 0 : one.modifiedAt < other.modifiedAt ? 1 : -1))
    .slice(0, knownVersions);
}

import type { StateVersion } from '../../sources/source.ts';
import { type StateSummary, summaryProbe } from '../../state/summary.ts';
import { earlierVersions } from '../earlier-versions.ts';
import { holdsOf, type LockHistory } from '../lock-holds.ts';
import { type RestorePlace, restorePlaceOf } from '../restore-command.ts';
import type { CheckContext, Collected, Fact, Inspection, Io, KnownVersion, Target } from '../scanner.ts';
import { damagedScanError, encryptedScanError, factOf } from '../source-scan-error.ts';
import type { IntegrityFacts, PastVersion, Snapshot } from './facts.ts';

/**
 * Reads the current version and, unless the index remembers all that is needed of it, the newest earlier one.
 * Never throws for the target's trouble: what can't be read is an unreadable fact.
 */
export async function collect(
  target: Target,
  io: Io,
  _context: CheckContext<unknown>,
  signal: AbortSignal,
): Promise<Collected<IntegrityFacts>> {
  const current = target.object?.current ?? null;
  if (current === null) return nothingThere;

  const restore = restorePlaceOf(io.source(target.source), target.id);
  const listed = {
    value: { key: target.id, modifiedAt: current.modifiedAt.toISOString(), bytes: current.bytes, restore },
  };
  const read = await factOf(target, () => io.inspect(target, current, signal));
  if ('unreadable' in read) {
    return {
      listed,
      damage: read,
      size: read,
      snapshot: read,
      terraformVersion: read,
      contents: read,
      history: read,
      holds: { value: null },
    };
  }

  const { damage } = read.value;
  const snapshot = snapshotOf(read.value, target, restore);
  const contents = contentsOf(read.value, target);
  const summary = 'value' in contents ? contents.value : null;
  const history: Fact<readonly PastVersion[]> =
    // Without a document there is nothing to compare earlier versions with: they are not read.
    'unreadable' in snapshot ? snapshot : await factOf(target, () => historyOf(target, current, summary, io, signal));
  return {
    listed,
    damage: { value: damage },
    size: 'unreadable' in snapshot ? snapshot : { value: { bytes: current.bytes, instances: instancesOf(summary) } },
    snapshot,
    terraformVersion: 'value' in contents ? { value: read.value.metadata?.terraformVersion ?? null } : contents,
    contents,
    history,
    holds: await holdsFor(snapshot, history, target, io, signal),
  };
}

const nothingThere: Collected<IntegrityFacts> = {
  listed: { value: null },
  damage: { value: null },
  size: { value: null },
  snapshot: { value: null },
  terraformVersion: { value: null },
  contents: { value: null },
  history: { value: [] },
  holds: { value: null },
};

function snapshotOf(inspection: Inspection, target: Target, restore: RestorePlace): Fact<Snapshot> {
  const { damage, metadata, version } = inspection;
  if (damage !== null) return { unreadable: damagedScanError(damage, target) };
  return {
    value: {
      versionId: version.versionId,
      modifiedAt: version.modifiedAt.toISOString(),
      serial: metadata?.serial ?? null,
      lineage: metadata?.lineage ?? null,
      sha256: inspection.sha256,
      terraformVersion: metadata?.terraformVersion ?? null,
      restore,
    },
  };
}

function contentsOf(inspection: Inspection, target: Target): Fact<StateSummary> {
  if (inspection.damage !== null) return { unreadable: damagedScanError(inspection.damage, target) };
  if (inspection.metadata?.format === 'encrypted') return { unreadable: encryptedScanError(target) };
  return { value: inspection.result(summaryProbe) };
}

/** Only two versions of one serial make it worth to ask; one list request, of up to two hundred locks. */
async function holdsFor(
  snapshot: Fact<Snapshot>,
  history: Fact<readonly PastVersion[]>,
  target: Target,
  io: Io,
  signal: AbortSignal,
): Promise<Fact<LockHistory | null>> {
  const versions = 'value' in snapshot && 'value' in history ? [snapshot.value, ...history.value] : [];
  const serials = versions.map(({ serial, lineage }) => JSON.stringify([serial, lineage]));
  if (new Set(serials).size === serials.length) return { value: null };
  const read = await factOf(target, () => io.source(target.source).lockVersions(target.id, 400, signal));
  return { value: 'unreadable' in read || read.value === null ? null : { holds: holdsOf(read.value) } };
}

function instancesOf(summary: StateSummary | null): number | null {
  return summary === null ? null : summary.managedInstances + summary.dataInstances;
}

/** The newest earlier version the source keeps, and every other version that the index remembers. */
async function historyOf(
  target: Target,
  current: StateVersion,
  contents: StateSummary | null,
  io: Io,
  signal: AbortSignal,
): Promise<readonly PastVersion[]> {
  const [newest, ...older] = await earlierVersions(target, current, io, signal);
  const kept = new Set([newest, ...older].map((version) => version?.versionId));
  const remembered = (io.memory(target)?.versions ?? [])
    .filter((version) => version.versionId !== current.versionId)
    .map((version) => fromMemory(version, kept.has(version.versionId)));
  if (newest === undefined) return remembered;

  const known = remembered.find((version) => version.versionId === newest.versionId);
  if (known !== undefined && !hasShrunk(known, contents)) return remembered;

  const inspection = await io.inspect(target, newest, signal);
  const others = remembered.filter((version) => version !== known);
  return inspection.damage === null ? [fromSource(inspection, newest.path !== current.path), ...others] : others;
}

/** Only then do the addresses of the earlier version matter, which the index does not keep. */
function hasShrunk(known: PastVersion, contents: StateSummary | null): boolean {
  return known.managedInstances !== null && contents !== null && contents.managedInstances < known.managedInstances;
}

function fromMemory(known: KnownVersion, isKept: boolean): PastVersion {
  return {
    ...known,
    knownFrom: isKept ? 'kept' : 'remembered',
    managedAddresses: null,
    terraformVersion: null,
    backupFile: false,
  };
}

function fromSource(inspection: Inspection, backupFile: boolean): PastVersion {
  const { metadata, version } = inspection;
  const contents = metadata?.format === 'encrypted' ? null : inspection.result(summaryProbe);
  return {
    versionId: version.versionId,
    modifiedAt: version.modifiedAt.toISOString(),
    knownFrom: 'kept',
    serial: metadata?.serial ?? null,
    lineage: metadata?.lineage ?? null,
    sha256: inspection.sha256,
    managedInstances: contents?.managedInstances ?? null,
    managedAddresses: contents?.managedAddresses ?? null,
    terraformVersion: metadata?.terraformVersion ?? null,
    backupFile,
  };
}

import { SourceError } from '../../sources/errors.ts';
import type { StateVersion } from '../../sources/source.ts';
import { summaryProbe } from '../../state/summary.ts';
import type { Inspection, Io, Target } from '../scanner.ts';
import type { Drill, EarlierVersion } from './facts.ts';

/**
 * Reads earlier versions back, newest first. One that was deleted meanwhile is passed over: the one before it takes its place.
 * @param versions that are kept, newest first
 * @param count how many to read
 * @throws SourceError where one is there and can't be read
 */
export async function drillVersions(
  target: Target,
  current: Inspection,
  versions: readonly StateVersion[],
  count: number,
  io: Io,
  signal: AbortSignal,
): Promise<readonly Drill[]> {
  const known = new Map((io.memory(target)?.versions ?? []).map((version) => [version.versionId, version]));
  const read: { readonly version: StateVersion; readonly inspection: Inspection }[] = [];
  for (const version of versions) {
    if (read.length === count) break;
    try {
      read.push({ version, inspection: await io.inspect(target, version, signal) });
    } catch (error) {
      if (!(error instanceof SourceError) || error.failure !== 'gone') throw error;
    }
  }
  return read.map(({ version, inspection }, index) => {
    const before = versions[versions.indexOf(version) + 1];
    const newer = read[index - 1]?.inspection ?? current;
    const older = read[index + 1]?.inspection;
    const remembered = before === undefined ? undefined : known.get(before.versionId);
    return {
      ...readBack(version, inspection),
      neighbours: {
        newer: managedInstances(newer),
        older: older === undefined ? (remembered?.managedInstances ?? null) : managedInstances(older),
      },
    };
  });
}

/** What a drill tells of a version, wherever it lies. */
export function readBack(version: StateVersion, inspection: Inspection): Omit<Drill, 'neighbours'> {
  const { damage, metadata, milliseconds } = inspection;
  return {
    ...describe(version),
    damage,
    serial: metadata?.serial ?? null,
    lineage: metadata?.lineage ?? null,
    managedInstances: managedInstances(inspection),
    bytes: version.bytes,
    milliseconds,
  };
}

export function describe({ path, versionId, modifiedAt }: StateVersion): EarlierVersion {
  return { path, versionId, modifiedAt: modifiedAt.toISOString() };
}

function managedInstances(inspection: Inspection): number | null {
  const { damage, metadata } = inspection;
  if (damage !== null || metadata === null || metadata.format === 'encrypted') return null;
  return inspection.result(summaryProbe).managedInstances;
}

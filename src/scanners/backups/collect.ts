import type { StateVersion } from '../../sources/source.ts';
import { earlierVersions } from '../earlier-versions.ts';
import type { CheckContext, Collected, Fact, Io, Target } from '../scanner.ts';
import { factOf } from '../source-scan-error.ts';
import type { BackupFacts, CurrentState, Drill, EarlierVersion } from './facts.ts';

/**
 * Reads the current version and drills the newest earlier one: opens it and reads it to its end.
 * Never throws for the target's trouble: what can't be read is an unreadable fact.
 */
export async function collect(
  target: Target,
  io: Io,
  _context: CheckContext<unknown>,
  signal: AbortSignal,
): Promise<Collected<BackupFacts>> {
  const listed = target.object?.current ?? null;
  if (listed === null) return { current: { value: null }, earlier: { value: null }, drill: { value: null } };

  const current = await factOf(target, () => readCurrent(target, listed, io, signal));
  const earlier = await factOf(target, async () => (await earlierVersions(target, listed, io, signal))[0] ?? null);
  return {
    current,
    earlier: 'unreadable' in earlier ? earlier : { value: earlier.value === null ? null : describe(earlier.value) },
    drill: await drill(target, earlier, io, signal),
  };
}

async function readCurrent(target: Target, listed: StateVersion, io: Io, signal: AbortSignal): Promise<CurrentState> {
  const { damage, metadata } = await io.inspect(target, listed, signal);
  const source = io.source(target.source);
  return {
    key: target.id,
    sourceKind: source.kind,
    sourceLocation: source.location,
    serial: metadata?.serial ?? null,
    damaged: damage !== null,
  };
}

async function drill(
  target: Target,
  earlier: Fact<StateVersion | null>,
  io: Io,
  signal: AbortSignal,
): Promise<Fact<Drill | null>> {
  if ('unreadable' in earlier) return earlier;
  const version = earlier.value;
  if (version === null) return { value: null };
  return factOf(target, async () => {
    const { damage } = await io.inspect(target, version, signal);
    return { ...describe(version), damage };
  });
}

function describe({ path, versionId, modifiedAt }: StateVersion): EarlierVersion {
  return { path, versionId, modifiedAt: modifiedAt.toISOString() };
}

import { createHash, type Hash } from 'node:crypto';
import type { Limits } from '../config/configuration.ts';
import type { ActivityLog } from '../findings/activity.ts';
import type { Outside } from '../scanners/outside.ts';
import type { Inspection, Io, Target, TargetMemory } from '../scanners/scanner.ts';
import { SourceError } from '../sources/errors.ts';
import type { Source, StateVersion } from '../sources/source.ts';
import type { Probe } from '../state/part.ts';
import { readState } from '../state/read-state.ts';
import { summaryProbe } from '../state/summary.ts';

/** All I/O of one target: whatever two scanners ask is read once. */
export interface TargetIo extends Io {
  /** The reading of the current version; null where no scanner asked for it or it could not be read. */
  current(): Inspection | null;
  /** Bytes of state that were read. */
  bytesRead(): number;
}

interface Reading {
  /** What all scanners of this run ask of a document. */
  readonly probes: readonly Probe<unknown>[];
  readonly limits: Limits;
  readonly clock: () => Date;
  readonly activity: ActivityLog['activity'];
  readonly outside: Outside;
}

/**
 * @param source source of the target
 * @param memory what the index remembers of the target
 */
export function targetIo(
  target: Target,
  source: Source,
  memory: TargetMemory | undefined,
  { probes, limits, clock, activity, outside }: Reading,
): TargetIo {
  const inspections = new Map<string, Promise<Inspection>>();
  let versions: Promise<readonly StateVersion[]> | undefined;
  let current: Inspection | null = null;
  let bytesRead = 0;

  async function read(
    from: Pick<Source, 'open'>,
    version: StateVersion,
    asked: readonly Probe<unknown>[],
    signal: AbortSignal,
  ): Promise<Inspection> {
    if (version.bytes > limits.largestState) throw tooLarge(version, limits.largestState);
    const startedAt = clock();
    const opened = await from.open(version, signal, limits.streamAbove);
    // Only lock tables speak of MD5.
    const md5 = source.lockTable === null ? null : createHash('md5');
    const input = md5 === null ? opened : { bytes: opened.bytes, chunks: hashed(opened.chunks, md5) };
    const reading = await readState(input, asked, limits);
    bytesRead += reading.bytes;
    return {
      version,
      sha256: reading.sha256,
      md5: md5?.digest('hex') ?? null,
      damage: reading.damage,
      metadata: reading.damage === null ? reading.metadata : null,
      replication: opened.replication ?? null,
      milliseconds: clock().getTime() - startedAt.getTime(),
      result<R>(probe: Probe<R>): R {
        if (reading.damage !== null || !reading.results.has(probe)) {
          throw new Error(`the document was not asked for ${probe.name}, or is damaged`);
        }
        return reading.results.get(probe) as R;
      },
    };
  }

  async function readOwn(version: StateVersion, signal: AbortSignal): Promise<Inspection> {
    const inspection = await read(source, version, probes, signal);
    const listed = target.object?.current;
    if (listed?.path === version.path && listed.versionId === version.versionId) current = inspection;
    return inspection;
  }

  return {
    source: () => source,
    outside,
    memory: () => memory,
    activity,
    versions(_target, limit, signal) {
      versions ??= source.versions(target.id, limit, signal);
      return versions;
    },
    inspect(_target, version, signal) {
      const id = `${version.versionId} ${version.path}`;
      const known = inspections.get(id) ?? readOwn(version, signal);
      inspections.set(id, known);
      return known;
    },
    inspectCopy: (copy, version, signal) => read(copy, version, [summaryProbe], signal),
    current: () => current,
    bytesRead: () => bytesRead,
  };
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

function tooLarge(version: StateVersion, largest: number): SourceError {
  return new SourceError({
    location: version.path,
    failure: 'too-large',
    detail: `the state has ${version.bytes} bytes, more than limits.largestState (${largest})`,
    action: 'Raise limits.largestState, or split the state.',
  });
}

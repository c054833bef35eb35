import { SourceError } from '../sources/errors.ts';
import type { Source, StateVersion } from '../sources/source.ts';
import type { Damage } from '../state/errors.ts';
import type { StateMetadata } from '../state/part.ts';
import type { ReadLimits } from '../state/read-state.ts';
import { readState } from '../state/read-state.ts';
import { outlineProbe, type StateOutline } from './outline.ts';
import { type SerialSpan, TopMembers } from './top-members.ts';

/** What a whole reading of one version gave. */
export type VersionReading = { readonly version: StateVersion } & (
  | { readonly status: 'deleted' }
  /** S3 or the disk did not give it. */
  | { readonly status: 'unreadable'; readonly error: SourceError }
  | { readonly status: 'damaged'; readonly damage: Damage; readonly sha256: string }
  /** By OpenTofu: serial and lineage are shown, the rest is not. */
  | { readonly status: 'encrypted'; readonly metadata: StateMetadata; readonly sha256: string }
  | SoundReading
);

interface SoundReading {
  readonly status: 'sound';
  readonly metadata: StateMetadata;
  /** Hex, of all bytes. */
  readonly sha256: string;
  readonly outline: StateOutline;
  /** Null where the document has no serial. */
  readonly serial: SerialSpan | null;
}

/** A version that can be put back with another serial. */
export type SoundVersion = Extract<VersionReading, { status: 'sound' }>;

/** Reads one version to its end. What is wrong with it is an answer. @throws whatever is no trouble of this version */
export async function readVersion(
  source: Source,
  version: StateVersion,
  limits: ReadLimits,
  signal: AbortSignal,
): Promise<VersionReading> {
  if (version.deleted) return { version, status: 'deleted' };
  const top = new TopMembers();
  try {
    const { bytes, chunks } = await source.open(version, signal);
    const reading = await readState({ bytes, chunks: watched(chunks, top) }, [outlineProbe], limits, signal);
    const { sha256 } = reading;
    if (reading.damage !== null) return { version, status: 'damaged', damage: reading.damage, sha256 };
    const { metadata, results } = reading;
    if (metadata.format === 'encrypted') return { version, status: 'encrypted', metadata, sha256 };
    const outline = results.get(outlineProbe) as StateOutline;
    return { version, status: 'sound', metadata, sha256, outline, serial: top.serial };
  } catch (error) {
    if (error instanceof SourceError) return { version, status: 'unreadable', error };
    throw error;
  }
}

async function* watched(chunks: AsyncIterable<Uint8Array>, top: TopMembers): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    top.write(chunk);
    yield chunk;
  }
}

/** Serial and lineage of a version as its beginning shows them; null where it does not, or could not be read. */
export interface VersionHead {
  readonly version: StateVersion;
  readonly serial: number | null;
  readonly lineage: string | null;
  readonly error: SourceError | null;
}

/** Terraform writes both within the first few hundred bytes. */
const headBytes = 64 * 1024;

/** Looks only at the beginning of a version: the rest is not fetched. */
export async function readHead(source: Source, version: StateVersion, signal: AbortSignal): Promise<VersionHead> {
  const top = new TopMembers();
  try {
    const { chunks } = await source.open(version, signal);
    let read = 0;
    for await (const chunk of chunks) {
      top.write(chunk);
      read += chunk.length;
      if (top.isDone || read >= headBytes) break;
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { version, serial: null, lineage: null, error };
  }
  const serial = /^\d+$/.test(top.serial?.text ?? '') ? Number(top.serial?.text) : null;
  return { version, serial: Number.isSafeInteger(serial) ? serial : null, lineage: top.lineage, error: null };
}

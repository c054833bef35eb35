import { createHash } from 'node:crypto';
import type { Source, StateVersion } from '../sources/source.ts';
import type { NewState } from './place.ts';
import type { RestorePlan } from './plan.ts';
import { withSerial } from './top-members.ts';
import type { VersionReading } from './version-reading.ts';

/** Reads the chosen version as it will be written, to know its hashes before anything is sent. */
export async function newState(
  { chosen, newSerial }: RestorePlan,
  source: Source,
  signal: AbortSignal,
): Promise<NewState> {
  const open = async (abort: AbortSignal) => {
    const { chunks } = await source.open(chosen.version, abort);
    const span = chosen.status === 'sound' ? chosen.serial : null;
    return span === null || newSerial === null ? chunks : withSerial(chunks, span, newSerial);
  };
  const sha256 = createHash('sha256');
  const md5 = createHash('md5');
  let bytes = 0;
  for await (const chunk of await open(signal)) {
    sha256.update(chunk);
    md5.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: sha256.digest('hex'), md5: md5.digest('hex'), open };
}

/** Hex, of the bytes as they are: what a lock table keeps of a state. */
export async function md5Of(source: Source, version: StateVersion, signal: AbortSignal): Promise<string> {
  const md5 = createHash('md5');
  for await (const chunk of (await source.open(version, signal)).chunks) md5.update(chunk);
  return md5.digest('hex');
}

/** Null of what could not be read to its end. */
export function sha256Of(reading: VersionReading | null): string | null {
  return reading !== null && 'sha256' in reading ? reading.sha256 : null;
}

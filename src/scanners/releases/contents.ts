import { StateDamagedError } from '../../state/errors.ts';
import type { Fact, Inspection, Target } from '../scanner.ts';
import { encryptedScanError, scanErrorFrom } from '../source-scan-error.ts';
import { StateEncryptedError } from './errors.ts';
import type { ReleaseOptions } from './options.ts';
import { type StateVersions, versionsProbe } from './probes.ts';

/** What a state that was read tells of versions. @throws StateDamagedError, StateEncryptedError */
export function contentsOf(inspection: Inspection, settings: ReleaseOptions): StateVersions {
  const { damage, metadata, version } = inspection;
  if (damage !== null) throw new StateDamagedError(damage);
  if (metadata?.format === 'encrypted') throw new StateEncryptedError(version.path);
  return inspection.result(versionsProbe(settings));
}

/** Reads one fact of a target: what was read, or why it could not be. */
export async function releaseFact<T>(target: Target, read: () => Promise<T>): Promise<Fact<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    const isEncrypted = error instanceof StateEncryptedError;
    return { unreadable: isEncrypted ? encryptedScanError(target) : scanErrorFrom(error, target) };
  }
}

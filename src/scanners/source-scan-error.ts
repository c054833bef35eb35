import { RepositoryError } from '../git/errors.ts';
import { SourceError } from '../sources/errors.ts';
import type { Damage } from '../state/errors.ts';
import { StateDamagedError } from '../state/errors.ts';
import type { ScanError } from './scan-error.ts';
import type { Fact, Target } from './scanner.ts';

type Place = Pick<Target, 'source' | 'id'>;

/** Names that an aborted or timed out `AbortSignal` gives its error, in Node and in the AWS SDK. */
const abortNames: ReadonlySet<string> = new Set(['AbortError', 'TimeoutError']);

/**
 * Makes the scan error of whatever a read threw, so that one target's trouble is reported and the scan goes on.
 * The text of an unknown error is left out: a parser's message may quote the document.
 * @param error what was thrown
 * @param target what was being looked at
 */
export function scanErrorFrom(error: unknown, target: Place): ScanError {
  if (error instanceof StateDamagedError) return damagedScanError(error.damage, target);
  const place = { source: target.source, stateKey: target.id };
  if (error instanceof SourceError) {
    return {
      ...place,
      code: error.failure,
      message: error.message,
      action: error.action,
      ...(error.permission === null ? {} : { permission: error.permission }),
    };
  }
  if (error instanceof RepositoryError) {
    return {
      ...place,
      code: error.failure === 'expired' ? 'denied' : error.failure,
      message: error.message,
      action: error.action,
      ...(error.permission === null ? {} : { permission: error.permission }),
    };
  }
  const name = error instanceof Error ? error.name : typeof error;
  if (abortNames.has(name)) {
    return {
      ...place,
      code: 'timeout',
      message: `${target.id}: the scan was stopped before this was read`,
      action: 'Scan again; if it happens each time, give the scan more time or fewer states.',
    };
  }
  return {
    ...place,
    code: 'internal',
    message: `${target.id}: unexpected ${name} while reading`,
    action:
      'This is a defect of Statewarden: please report it with the name of the error and the version of Statewarden.',
  };
}

/** The scan error of a document whose contents can't be judged, because its bytes are damaged. */
export function damagedScanError(damage: Damage, target: Place): ScanError {
  const at = damage.offset === undefined ? '' : ` at byte ${damage.offset}`;
  return {
    code: 'damaged',
    source: target.source,
    stateKey: target.id,
    message: `${target.id}: ${damage.detail}${at}`,
    action: 'Repair the state or restore an earlier version; the finding of the integrity scanner says how.',
    damage,
  };
}

/** The scan error of a document whose contents can't be judged, because OpenTofu encrypted it. */
export function encryptedScanError(target: Place): ScanError {
  return {
    code: 'encrypted',
    source: target.source,
    stateKey: target.id,
    message: `${target.id}: the state is encrypted, its contents were not inspected`,
    action: 'Nothing has to be done: serial, lineage and size are watched; the contents are protected by OpenTofu.',
  };
}

/**
 * Reads one fact: what was read, or why it could not be.
 * @param target what is being looked at
 * @param read does the reading; whatever it throws becomes the scan error
 */
export async function factOf<T>(target: Place, read: () => Promise<T>): Promise<Fact<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    return { unreadable: scanErrorFrom(error, target) };
  }
}

/** What follows from a fact: of one that could not be read, nothing. */
export function mapFact<T, R>(fact: Fact<T>, map: (value: T) => R): Fact<R> {
  return 'unreadable' in fact ? fact : { value: map(fact.value) };
}

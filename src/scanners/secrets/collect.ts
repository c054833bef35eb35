import type { CheckContext, Collected, Io, Target } from '../scanner.ts';
import { damagedScanError, encryptedScanError, factOf } from '../source-scan-error.ts';
import type { SecretFacts } from './facts.ts';
import { secretCandidatesProbe } from './probe.ts';

/** Reads the current version. Never throws for the target's trouble: what can't be read is an unreadable fact. */
export async function collect(
  target: Target,
  io: Io,
  _context: CheckContext<unknown>,
  signal: AbortSignal,
): Promise<Collected<SecretFacts>> {
  const current = target.object?.current ?? null;
  if (current === null) return { candidates: { value: [] } };
  const read = await factOf(target, () => io.inspect(target, current, signal));
  if ('unreadable' in read) return { candidates: read };
  const { damage, metadata } = read.value;
  if (damage !== null) return { candidates: { unreadable: damagedScanError(damage, target) } };
  if (metadata?.format === 'encrypted') return { candidates: { unreadable: encryptedScanError(target) } };
  return { candidates: { value: read.value.result(secretCandidatesProbe) } };
}

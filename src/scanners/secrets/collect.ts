import type { CollectContext, Collected, CollectedAgain, Fact, Io, Target, Unchanged } from '../scanner.ts';
import { damagedScanError, encryptedScanError, factOf } from '../source-scan-error.ts';
import { fingerprintOf } from '../state-targets.ts';
import { encryptionOf, lifecycleOf, replicationOf } from './bucket-facts.ts';
import type { SecretCandidate } from './candidate.ts';
import type { SecretFacts, StateEncryption } from './facts.ts';
import { type Looking, readHistory, rememberedCurrent } from './history/read-history.ts';
import { placesOf, type SecretPlace } from './history/remembered.ts';
import { candidatesProbe } from './probe.ts';

const unchanged: Unchanged = { unchanged: true };

/**
 * Reads the current version and those before it that nobody has read; none of them where the state is as it was, and only what became of
 * earlier versions is asked. Never throws for the target's trouble: what can't be read is an unreadable fact.
 */
export async function collect(
  target: Target,
  io: Io,
  { ruleset, ...context }: CollectContext,
  signal: AbortSignal,
): Promise<CollectedAgain<SecretFacts>> {
  const looking: Looking = { target, io, ...context, signal };
  const remembered = isAsItWas(target, io, ruleset) ? rememberedCurrent(looking) : null;
  if (remembered !== null) {
    return { candidates: unchanged, encryption: unchanged, ...(await collectHistory({ value: remembered }, looking)) };
  }
  const candidates = await readCandidates(looking);
  return {
    candidates,
    encryption: await readEncryption(candidates, looking),
    ...(await collectHistory(placesIn(candidates, looking), looking)),
  };
}

async function collectHistory(
  current: Fact<readonly SecretPlace[]>,
  looking: Looking,
): Promise<Collected<Pick<SecretFacts, 'history' | 'lifecycle' | 'replication'>>> {
  const { target, io, now, signal } = looking;
  const none = { value: [] };
  if ('unreadable' in current) return { history: current, lifecycle: none, replication: none };
  const history = await factOf(target, () => readHistory(looking, current.value));
  const { bucket } = io.source(target.source);
  if (bucket === null || 'unreadable' in history || history.value.earlier.secrets.length === 0) {
    return { history, lifecycle: none, replication: none };
  }
  return {
    history,
    lifecycle: await factOf(target, () => lifecycleOf(bucket, now, signal)),
    replication: await factOf(target, () => replicationOf(bucket, now, signal)),
  };
}

function isAsItWas(target: Target, io: Io, ruleset: string): boolean {
  const mark = io.memory(target)?.scans.secrets;
  return mark?.complete === true && mark.ruleset === ruleset && mark.fingerprint === fingerprintOf(target);
}

async function readCandidates({ target, io, options, signal }: Looking): Promise<Fact<readonly SecretCandidate[]>> {
  const current = target.object?.current ?? null;
  if (current === null) return { value: [] };
  const read = await factOf(target, () => io.inspect(target, current, signal));
  if ('unreadable' in read) return read;
  const { damage, metadata } = read.value;
  if (damage !== null) return { unreadable: damagedScanError(damage, target) };
  if (metadata?.format === 'encrypted') return { unreadable: encryptedScanError(target) };
  return { value: read.value.result(candidatesProbe(options)) };
}

/** Where the current version holds secrets for whoever reads it: nowhere, if it is encrypted. */
function placesIn(candidates: Fact<readonly SecretCandidate[]>, { now }: Looking): Fact<readonly SecretPlace[]> {
  if ('value' in candidates) return { value: placesOf(candidates.value, now) };
  return candidates.unreadable.code === 'encrypted' ? { value: [] } : candidates;
}

async function readEncryption(
  candidates: Fact<readonly SecretCandidate[]>,
  { target, io, now, signal }: Looking,
): Promise<Fact<StateEncryption | null>> {
  const { bucket } = io.source(target.source);
  if (bucket === null || !('value' in candidates) || candidates.value.length === 0) return { value: null };
  return await factOf(target, async () => ({ bucket: bucket.name, ...(await encryptionOf(bucket, now, signal)) }));
}

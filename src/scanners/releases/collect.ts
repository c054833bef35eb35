import { repositoryOfTarget } from '../places.ts';
import type { CheckContext, Collected, Io, Target } from '../scanner.ts';
import { collectRepository } from './collect-repository.ts';
import { collectState } from './collect-state.ts';
import type { ReleaseFacts } from './facts.ts';
import { deploymentOf, optionsOf } from './options.ts';

/** Nothing is known, because there is nothing: a state that is gone, or mapped to nothing. */
export const nothing: Collected<ReleaseFacts> = {
  deployment: { value: null },
  told: { value: [] },
  release: { value: null },
  annotation: { value: null },
  manifest: { value: null },
  reach: { value: null },
  newer: { value: null },
  lineage: { value: [] },
  predecessor: { value: null },
  mutable: { value: [] },
  tagChanges: { value: null },
  branches: { value: [] },
  reviews: { value: [] },
  forcePush: { value: [] },
  tagProtection: { value: null },
  codeOwners: { value: null },
  layout: { value: null },
};

/** Reads what stands for the releases of a target. Never throws for the target's trouble. */
export async function collect(
  target: Target,
  io: Io,
  context: CheckContext<unknown>,
  signal: AbortSignal,
): Promise<Collected<ReleaseFacts>> {
  const settings = optionsOf(context.options);
  const name = repositoryOfTarget(target.id);
  if (name !== null) {
    const repository = settings.repositories.find((one) => one.name === name);
    // A target without a fingerprint of its own is left over from an earlier configuration.
    if (repository === undefined) return nothing;
    return { ...nothing, ...(await collectRepository(target, repository, io, signal)) };
  }
  const rule = deploymentOf(target.id, settings);
  const current = target.object?.current ?? null;
  if (rule === undefined || current === null) return nothing;
  return { ...nothing, ...(await collectState(target, { rule, current, settings, context }, io, signal)) };
}

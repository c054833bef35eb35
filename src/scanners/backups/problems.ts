import type { Drill } from './facts.ts';

/** Fewer would make a difference that says nothing. */
const manyInstances = 10;

/** Why a version that was read back is no state to go back to; null: it is. */
export function drillProblem({ damage, managedInstances, neighbours }: Drill) {
  if (damage !== null) return damage.reason;
  const least = Math.min(neighbours.older ?? 0, neighbours.newer ?? 0);
  return managedInstances !== null && least >= manyInstances && managedInstances < least / 10 ? 'collapsed' : null;
}

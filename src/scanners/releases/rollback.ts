import type { DeployedChange } from './facts.ts';
import { precedence } from './versions.ts';

/** Whether what runs now is older than what ran before it. Versions without an order are neither. */
export function isRollback(lineage: readonly DeployedChange[]): boolean {
  const [before, now] = lineage.slice(-2);
  if (before === undefined || now === undefined || before.version === null || now.version === null) return false;
  return precedence(now.version, before.version) < 0;
}

import type { RuleFilter } from '../../sources/bucket.ts';

/** Whether a rule of a bucket applies to some state below a prefix, as far as its prefix tells. */
export function mayApply({ prefix }: Pick<RuleFilter, 'prefix'>, statePrefix: string): boolean {
  return statePrefix.startsWith(prefix) || prefix.startsWith(statePrefix);
}

/** Whether a rule applies to every state below a prefix. */
export function appliesToAll({ prefix, tagged }: Pick<RuleFilter, 'prefix' | 'tagged'>, statePrefix: string): boolean {
  return !tagged && statePrefix.startsWith(prefix);
}

/**
 * Source of a format that its service does not document: the fact is taken from a rule of Betterleaks, which was read for it. The
 * rule itself is not used.
 * @param rule id of the rule
 */
export function betterleaks(rule: string): string {
  return `betterleaks/betterleaks config/betterleaks.toml, ${rule}`;
}

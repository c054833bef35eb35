import { createHash } from 'node:crypto';
import picomatch from 'picomatch';
import type { Configuration } from '../config/configuration.ts';
import type { SuppressionRule } from '../config/suppressions.ts';
import type { Detection, Suppression } from '../findings/finding.ts';
import type { Check, Scanner, Target, TargetMemory } from '../scanners/scanner.ts';
import { matchesWildcard } from '../wildcard.ts';

/** What is suppressed at one time, out of `suppressions` and the baseline. */
export interface Suppressions {
  /** What suppresses a finding; the first entry that matches, the baseline last. */
  of(detection: Detection): Suppression | undefined;
  /**
   * Tells by its change that a target has to be looked at again: another entry concerns it, or one has ended.
   * @returns `''` where no entry concerns the target
   */
  rulesFor(scanner: Scanner<unknown>, target: Pick<Target, 'source' | 'id'>): string;
}

/** One entry of `suppressions`, ready to be asked. */
export interface CompiledRule {
  readonly rule: SuppressionRule;
  /** Whether it has not ended. */
  readonly holds: boolean;
  /** Whether it may suppress findings of a target, whatever they are. */
  concerns(target: Pick<Target, 'source' | 'id'>): boolean;
  /** Whether it is about one of these ids of a check. */
  isAbout(check: Pick<Check<unknown>, 'id' | 'aliases'>): boolean;
  /** Whether it suppresses a finding while it holds. */
  matches(detection: Detection): boolean;
}

/** @param now only to tell what holds */
export function compileRules(
  scanners: readonly Pick<Scanner<unknown>, 'checks'>[],
  { suppressions }: Pick<Configuration, 'suppressions'>,
  now: Date,
): readonly CompiledRule[] {
  const checks = new Map(scanners.flatMap((scanner) => scanner.checks).map((check) => [check.id, check]));
  return suppressions.map((rule): CompiledRule => {
    const { keys, sources, addresses, pointers } = rule;
    const isKey = keys === undefined ? () => true : picomatch([...keys], { dot: true, windows: false });
    const isAbout: CompiledRule['isAbout'] = ({ id, aliases }) =>
      [id, ...aliases].some((each) => matchesOne(rule.checks, each));
    const concerns: CompiledRule['concerns'] = ({ source, id }) =>
      (sources === undefined || matchesOne(sources, source)) && isKey(id);
    return {
      rule,
      holds: isActive(rule, now),
      concerns,
      isAbout,
      matches: ({ checkId, source, stateKey, address, pointer }) =>
        isAbout(checks.get(checkId) ?? { id: checkId, aliases: [] }) &&
        concerns({ source, id: stateKey }) &&
        (addresses === undefined || (address !== null && matchesOne(addresses, address))) &&
        (pointers === undefined || (pointer !== null && matchesOne(pointers, pointer))),
    };
  });
}

/** Whether a day is not over, in UTC. */
export function isActive({ expires }: Pick<Suppression, 'expires'>, now: Date): boolean {
  return now.toISOString().slice(0, 10) <= expires;
}

/**
 * @param scanners all of them, or those whose findings are asked for
 * @param now decides what has ended: the same for all that one run asks
 */
export function suppressionsAt(
  scanners: readonly Pick<Scanner<unknown>, 'checks'>[],
  configuration: Pick<Configuration, 'suppressions' | 'baseline'>,
  now: Date,
): Suppressions {
  const rules = compileRules(scanners, configuration, now).filter(({ holds }) => holds);
  const { baseline } = configuration;
  const accepted = baseline !== null && isActive(baseline, now) ? baseline : null;
  const idsByTarget = new Map<string, Set<string>>();
  for (const { source, stateKey, findingId } of accepted?.findings ?? []) {
    const target = nameOf(source, stateKey);
    idsByTarget.set(target, (idsByTarget.get(target) ?? new Set()).add(findingId));
  }
  return {
    of(detection) {
      const found = rules.find(({ matches }) => matches(detection))?.rule;
      const ids = idsByTarget.get(nameOf(detection.source, detection.stateKey));
      const suppression = found ?? (ids?.has(detection.findingId) === true ? accepted : null);
      if (suppression === null) return undefined;
      const { reason, owner, expires } = suppression;
      return { reason, owner, expires };
    },
    rulesFor(scanner, target) {
      const mine = rules.filter(({ isAbout, concerns }) => scanner.checks.some(isAbout) && concerns(target));
      const ids = idsByTarget.get(nameOf(target.source, target.id));
      if (mine.length === 0 && ids === undefined) return '';
      const { reason, owner, expires } = accepted ?? {};
      const all = [mine.map(({ rule }) => rule), ids === undefined ? [] : [reason, owner, expires, [...ids].sort()]];
      return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16);
    },
  };
}

function matchesOne(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => matchesWildcard(pattern, text));
}

function nameOf(source: string, stateKey: string): string {
  return JSON.stringify([source, stateKey]);
}

/** What a mark records as its ruleset: that of the scanner, and what was suppressed on its target. */
export function expectedRuleset(ruleset: string, rules: string): string {
  return rules === '' ? ruleset : `${ruleset}+${rules}`;
}

/**
 * The memory of a target as a scanner plans from it, which knows nothing of suppressions: under its own ruleset where the mark has what
 * is expected, under another one where not.
 */
export function seenUnder(memory: TargetMemory, scanner: string, expected: string, ruleset: string): TargetMemory {
  const mark = memory.scans[scanner];
  if (mark === undefined || (mark.ruleset === expected && expected === ruleset)) return memory;
  const seen = mark.ruleset === expected ? ruleset : `${mark.ruleset}, no longer`;
  return { ...memory, scans: { ...memory.scans, [scanner]: { ...mark, ruleset: seen } } };
}

/** The memory of a target as a scanner collects with it: what was read under its own rules needs no second reading. */
export function withoutSuppressions(memory: TargetMemory): TargetMemory {
  const scans = Object.entries(memory.scans).map(
    ([name, mark]) => [name, { ...mark, ruleset: mark.ruleset.replace(/\+.*$/, '') }] as const,
  );
  return { ...memory, scans: Object.fromEntries(scans) };
}

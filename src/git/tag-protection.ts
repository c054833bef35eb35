import picomatch from 'picomatch';
import { matchesWildcard } from '../wildcard.ts';
import type { TagRule } from './repository.ts';

/** What all rules for one tag say together. */
export interface TagProtectionSummary {
  /** Names of the rules that are in force for it. */
  readonly rules: readonly string[];
  readonly blocksMoving: boolean;
  readonly blocksDeletion: boolean;
}

/** @param tag name without `refs/tags/` */
export function protectionOfTag(tag: string, rules: readonly TagRule[]): TagProtectionSummary {
  const inForce = rules.filter((rule) => covers(rule, tag));
  return {
    rules: inForce.map(({ name }) => name),
    blocksMoving: inForce.some(({ blocksMoving }) => blocksMoving),
    blocksDeletion: inForce.some(({ blocksDeletion }) => blocksDeletion),
  };
}

function covers({ include, exclude, starCrossesSlash }: TagRule, tag: string): boolean {
  // GitLab: `*` stands for anything. Source: docs.gitlab.com "Protected tags", "Wildcard protected tags".
  const matches = (pattern: string) => (starCrossesSlash ? matchesWildcard(pattern, tag) : fnmatch(pattern).test(tag));
  return include.some(matches) && !exclude.some(matches);
}

/** GitHub: Ruby's `File.fnmatch` with `FNM_PATHNAME`. Source: docs.github.com "Creating rulesets for a repository", "Using fnmatch syntax". */
function fnmatch(pattern: string): RegExp {
  return picomatch.makeRe(pattern, { windows: false, dot: true, nobrace: true, noextglob: true, flags: 's' });
}

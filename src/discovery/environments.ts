import { classify } from '../config/environments.ts';
import type { Criticality } from '../scanners/scanner.ts';

/** An environment as it would stand in the configuration. */
export interface ProposedEnvironment {
  readonly name: string;
  readonly match: string[];
  readonly criticality: Criticality;
}

/** A proposed environment with the states that belong to it. */
export interface EnvironmentShare extends ProposedEnvironment {
  readonly states: number;
}

/** Words that folders and workspaces are called by. What denies production comes first: `nonprod` holds `prod`. */
const known: readonly (Omit<ProposedEnvironment, 'match'> & { readonly words: readonly string[] })[] = [
  { name: 'staging', criticality: 'staging', words: ['nonprod', 'non-prod', 'preprod', 'pre-prod'] },
  { name: 'production', criticality: 'production', words: ['prod', 'production', 'prd'] },
  { name: 'staging', criticality: 'staging', words: ['staging', 'stage', 'stg', 'uat', 'qa'] },
  { name: 'development', criticality: 'development', words: ['dev', 'development', 'test', 'sandbox'] },
];

/** For estates whose keys are not known: whole folders and workspaces. */
export const usualEnvironments: readonly ProposedEnvironment[] = [
  { name: 'production', match: ['**/prod/**', '**/production/**'], criticality: 'production' },
  { name: 'staging', match: ['**/staging/**', '**/stage/**'], criticality: 'staging' },
  { name: 'development', match: ['**/dev/**', '**/development/**'], criticality: 'development' },
];

/**
 * Environments that the keys of states speak of, in the order they have to stand in: the first that matches a state wins.
 * @returns only environments that at least one state belongs to, each with how many do; empty where no key speaks of one
 */
export function proposeEnvironments(stateKeys: readonly string[]): readonly EnvironmentShare[] {
  const proposed = known.flatMap(({ words, ...environment }) => {
    const match = words.flatMap((word) => globsFor(word, stateKeys));
    return match.length === 0 ? [] : [{ ...environment, match }];
  });
  return withShares(proposed, stateKeys).filter(({ states }) => states > 0);
}

/** Counts the states of each environment, as a scan will: entries may share a name, the first that matches counts. */
function withShares(proposed: readonly ProposedEnvironment[], stateKeys: readonly string[]): EnvironmentShare[] {
  const rules = proposed.map((environment, index) => ({ ...environment, name: String(index), owner: '' }));
  const counts = new Map<string, number>();
  for (const key of stateKeys) {
    const { name } = classify(key, rules);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return proposed.map((environment, index) => ({ ...environment, states: counts.get(String(index)) ?? 0 }));
}

/** The simplest globs that hold every key in which the word is a folder, a workspace, or a part of a name. */
function globsFor(word: string, stateKeys: readonly string[]): string[] {
  const partOfName = new RegExp(`(^|[-_.])${word}([-_.]|$)`);
  const globs = new Set<string>();
  for (const key of stateKeys) {
    const parts = key.toLowerCase().split('/');
    for (const [index, part] of parts.entries()) {
      if (part === word && index < parts.length - 1) {
        globs.add(
          index === 0 ? `${word}/**` : index === 1 && parts[0] === 'env:' ? `env:/${word}/**` : `**/${word}/**`,
        );
      } else if (partOfName.test(part)) {
        // As in the environments that hold by default: whole or with a separator around it.
        return [`**/?(*[-_.])${word}?([-_.]*)/**`];
      }
    }
  }
  return globs.has(`**/${word}/**`) ? [`**/${word}/**`] : [...globs];
}

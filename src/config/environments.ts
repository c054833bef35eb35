import picomatch from 'picomatch';
import * as z from 'zod';
import { criticalities, type Environment } from '../scanners/scanner.ts';

/** Which states belong to an environment, and whose they are. */
export interface EnvironmentRule extends Environment {
  /** Globs over the key; case does not matter. */
  readonly match: readonly string[];
}

const environmentSchema = z.strictObject({
  name: z.string().min(1).describe('Name of the environment, as findings show it. Several entries may share one.'),
  match: z
    .array(z.string().min(1))
    .min(1)
    .describe('Globs over the keys of states, case ignored: prod/**, env:/prod/**. One of them has to match.'),
  criticality: z
    .enum(criticalities)
    .prefault('staging')
    .describe('How much depends on it: decides which findings page someone.'),
  owner: z.string().prefault('').describe('Team that its findings belong to.'),
});

/** Matches a word as a whole folder or file name, or as a part of one: `prod/`, `net-prod.tfstate`, `env:/prod/`. */
function anywhere(...words: readonly string[]): readonly string[] {
  return words.map((word) => `**/?(*[-_.])${word}?([-_.]*)/**`);
}

/**
 * Used where the configuration names no environments. A key that speaks of several belongs to the one that needs most
 * care: production before staging before development; only names that deny production come first.
 */
const defaultEnvironments: readonly EnvironmentRule[] = [
  {
    name: 'staging',
    match: anywhere('nonprod', 'non[-_]prod', 'preprod', 'pre[-_]prod'),
    criticality: 'staging',
    owner: '',
  },
  { name: 'production', match: anywhere('prod', 'production', 'prd'), criticality: 'production', owner: '' },
  { name: 'staging', match: anywhere('stage', 'staging', 'stg', 'uat'), criticality: 'staging', owner: '' },
  {
    name: 'development',
    match: anywhere('dev', 'development', 'test', 'sandbox'),
    criticality: 'development',
    owner: '',
  },
];

/** Where a state belongs that no entry matches. */
const unmatched: Environment = { name: 'default', criticality: 'staging', owner: '' };

export const environmentsSchema = z
  .array(environmentSchema)
  .default(defaultEnvironments.map((rule) => ({ ...rule, match: [...rule.match] })))
  .describe('Environments, by the keys of states; the first entry that matches wins.');

type Classifier = (key: string) => Environment;

/** Compiled once for each list of environments: keys are many. */
const classifiers = new WeakMap<readonly EnvironmentRule[], Classifier>();

/**
 * Which environment a state belongs to.
 * @param key key of the state object, or its path below the folder
 * @param environments entries of the configuration, the first match wins
 * @returns the environment `default` with criticality staging and no owner where no entry matches
 */
export function classify(key: string, environments: readonly EnvironmentRule[]): Environment {
  const known = classifiers.get(environments);
  if (known !== undefined) return known(key);
  const classifier = compile(environments);
  classifiers.set(environments, classifier);
  return classifier(key);
}

function compile(environments: readonly EnvironmentRule[]): Classifier {
  const rules = environments.map(({ match, name, criticality, owner }) => ({
    // `windows: false`: keys have `/` on every system, and a backslash in a glob escapes.
    matches: picomatch([...match], { dot: true, windows: false, flags: 'is' }),
    environment: { name, criticality, owner },
  }));
  return (key) => rules.find((rule) => rule.matches(key))?.environment ?? unmatched;
}

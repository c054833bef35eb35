import type { Scanner } from '../scanner.ts';
import { needsLook, targetsWhere } from '../state-targets.ts';
import { access } from './access.ts';
import { checks } from './checks/index.ts';
import { collect } from './collect.ts';
import type { SecretFacts } from './facts.ts';
import { historyOptions } from './history/read-history.ts';
import { asksForLook } from './history/remembered.ts';
import { patternOptions } from './own-patterns/options.ts';
import { candidatesProbe } from './probe.ts';

const name = 'secrets';

/** Which secrets stand in a state, for everyone to read who may read the state? */
export const secretsScanner: Scanner<SecretFacts> = {
  name,
  // For new rules: changes come as events, and the sweeps of the other scanners bring up what was missed.
  every: '1h',
  access,
  checks,
  options: historyOptions.extend(patternOptions.shape),
  probes: [],
  probesFor: (options) => [candidatesProbe(options)],
  plan: (source, index, { ruleset }, signal) =>
    targetsWhere(
      source,
      index,
      name,
      signal,
      // Nobody tells when a bucket removes earlier versions: those that hold secrets are listed on each sweep, and not read.
      (object, mark) => needsLook(object, mark, ruleset) || asksForLook(mark?.note),
    ),
  collect,
  note: ({ history }) => ('value' in history ? history.value.note : undefined),
};

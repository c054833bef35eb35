import * as z from 'zod';
import type { Scanner } from '../scanner.ts';
import { changedTargets } from '../state-targets.ts';
import { access } from './access.ts';
import { checks } from './checks/index.ts';
import { collect } from './collect.ts';
import type { SecretFacts } from './facts.ts';
import { secretCandidatesProbe } from './probe.ts';

const name = 'secrets';

/** Which secrets stand in a state, for everyone to read who may read the state? */
export const secretsScanner: Scanner<SecretFacts> = {
  name,
  // For new rules: changes come as events, and the sweeps of the other scanners bring up what was missed.
  every: '1h',
  access,
  checks,
  options: z.object({}),
  probes: [secretCandidatesProbe],
  plan: (source, index, context, signal) => changedTargets(source, index, name, context, signal),
  collect,
};

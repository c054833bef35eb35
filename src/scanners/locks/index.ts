import * as z from 'zod';
import type { Scanner } from '../scanner.ts';
import { targetsWhere } from '../state-targets.ts';
import { access } from './access.ts';
import { checks } from './checks/index.ts';
import { collect } from './collect.ts';
import type { LockFacts } from './facts.ts';

const name = 'locks';

/**
 * Does a lock hold up a state that nobody works on? Each lock is looked at in every run, because it ages while nothing
 * changes; a state without one only if a finding may have to be resolved.
 */
export const locksScanner: Scanner<LockFacts> = {
  name,
  every: '5m',
  access,
  checks,
  options: z.object({}),
  probes: [],
  plan: (source, index, _context, signal) =>
    targetsWhere(
      source,
      index,
      name,
      signal,
      (object, mark) => (object !== null && object.lock !== null) || (mark !== undefined && mark.open > 0),
    ),
  collect,
};

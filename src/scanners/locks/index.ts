import * as z from 'zod';
import type { Scanner } from '../scanner.ts';
import { access } from './access.ts';
import { checks } from './checks/index.ts';
import { collect } from './collect.ts';
import type { LockFacts } from './facts.ts';
import { planLocks } from './plan.ts';

const name = 'locks';

/** Does a lock hold up a state that nobody works on, and does every writer lock, in the same way? */
export const locksScanner: Scanner<LockFacts> = {
  name,
  every: '5m',
  access,
  checks,
  options: z.object({}),
  probes: [],
  plan: (source, index, context, signal) => planLocks(source, index, name, context, signal),
  collect,
};

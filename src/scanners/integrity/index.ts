import * as z from 'zod';
import { summaryProbe } from '../../state/summary.ts';
import type { Scanner } from '../scanner.ts';
import { changedTargets } from '../state-targets.ts';
import { access } from './access.ts';
import { checks } from './checks/index.ts';
import { collect } from './collect.ts';
import type { IntegrityFacts } from './facts.ts';

const name = 'integrity';

/** Is each state what Terraform last wrote, whole, and the successor of what was there before? */
export const integrityScanner: Scanner<IntegrityFacts> = {
  name,
  every: '15m',
  access,
  checks,
  options: z.object({}),
  probes: [summaryProbe],
  plan: (source, index, context, signal) => changedTargets(source, index, name, context, signal),
  collect,
};

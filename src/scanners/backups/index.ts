import * as z from 'zod';
import type { Scanner } from '../scanner.ts';
import { access } from './access.ts';
import { checks } from './checks/index.ts';
import { collect } from './collect.ts';
import type { BackupFacts } from './facts.ts';
import { planBackups } from './plan.ts';

const name = 'backups';

/** Could each state be put back as it was before its last change, and does its bucket see to that? */
export const backupsScanner: Scanner<BackupFacts> = {
  name,
  every: '1h',
  access,
  checks,
  options: z.object({}),
  probes: [],
  plan: (source, index, context, signal) => planBackups(source, index, name, context, signal),
  collect,
};

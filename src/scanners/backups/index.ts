import type { Scanner } from '../scanner.ts';
import { access } from './access.ts';
import { activity } from './activity.ts';
import { checks } from './checks/index.ts';
import { collect } from './collect.ts';
import type { BackupFacts } from './facts.ts';
import { backups, collectOptions } from './options.ts';
import { planBackups } from './plan.ts';

/** Could each state be put back as it was before its last change, and does its bucket see to that? */
export const backupsScanner: Scanner<BackupFacts> = {
  name: backups,
  every: '1h',
  access,
  checks,
  options: collectOptions,
  probes: [],
  plan: planBackups,
  collect,
  activity,
};

import * as z from 'zod';
import type { Scanner } from '../scanner.ts';
import { changedTargets, isErroredState } from '../state-targets.ts';
import { access } from './access.ts';
import { checks } from './checks/index.ts';
import { collect } from './collect.ts';
import type { BackupFacts } from './facts.ts';

const name = 'backups';

/** Could each state be put back as it was before its last change? */
export const backupsScanner: Scanner<BackupFacts> = {
  name,
  every: '1h',
  access,
  checks,
  options: z.object({}),
  probes: [],
  async *plan(source, index, context, signal) {
    for await (const target of changedTargets(source, index, name, context, signal)) {
      // What a failed run left behind is never overwritten: it has no earlier version to keep.
      if (!isErroredState(target.id)) yield target;
    }
  },
  collect,
};

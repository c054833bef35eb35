import * as z from 'zod';
import type { Scanner } from '../scanner.ts';
import { access, accessFor } from './access.ts';
import { activity } from './activity.ts';
import { checks } from './checks/index.ts';
import type { ReleaseFacts } from './facts.ts';
import { options } from './options.ts';
import { probesFor } from './probes.ts';

const name = 'releases';

const some = z.array(z.unknown()).min(1);
const configured = z.union([z.looseObject({ repositories: some }), z.looseObject({ deployments: some })]);

/** Does each environment run what a signed-off tag says, and can nobody change what the tag says? */
export const releasesScanner: Scanner<ReleaseFacts> = {
  name,
  every: '15m',
  access,
  accessFor,
  checks,
  options,
  probes: [],
  probesFor,
  isConfigured: (written) => configured.safeParse(written).success,
  // Most estates have no repository: what asks one is loaded by the first run that has.
  async *plan(source, index, context, signal) {
    const { planReleases } = await import('./plan.ts');
    yield* planReleases(source, index, name, context, signal);
  },
  async collect(target, io, context, signal) {
    const { collect } = await import('./collect.ts');
    return await collect(target, io, context, signal);
  },
  activity,
};

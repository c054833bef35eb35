import * as z from 'zod';
import { durationSchema } from '../../../config/duration.ts';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const flapping = defineCheck({
  id: 'release/flapping',
  since: '0.1',
  title: 'Environment goes back and forth between releases',
  severity: 'high',
  remediation:
    'Stop the pipelines that deploy and roll back, decide for one release, and find out which check fails after each deployment.',
  needs: ['deployment', 'lineage'],
  options: z.object({
    flappingReturns: z
      .int()
      .min(1)
      .prefault(2)
      .describe('How often an environment may return to a release that it ran before within the window.'),
    flappingWindow: durationSchema.prefault('24h').describe('How far back changes count.'),
  }),
  *evaluate({ deployment, lineage }, { options, now }): Iterable<Observation> {
    if (deployment === null) return;
    const start = now.getTime() - options.flappingWindow;
    const changes = lineage.filter(({ at, from }) => from !== null && Date.parse(at) >= start);
    const ran = new Set(changes.slice(0, 1).map(({ from }) => from));
    const returned: string[] = [];
    for (const { to } of changes) {
      if (ran.has(to)) returned.push(to);
      ran.add(to);
    }
    const [first] = changes;
    if (first === undefined || returned.length <= options.flappingReturns) return;
    const versions = [...new Set(returned)].sort();
    yield {
      location: '',
      message: `${deployment.environment} went back and forth between ${versions.join(' and ')} since ${first.at}: ${changes.length} deployments, ${returned.length} of them back to a release that had been replaced.`,
      evidence: {
        repository: deployment.repository,
        versions,
        deployments: changes.length,
        returns: returned.length,
        since: first.at,
      },
    };
  },
});

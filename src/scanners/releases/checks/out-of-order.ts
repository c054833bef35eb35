import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const outOfOrder = defineCheck({
  id: 'release/out-of-order',
  since: '0.1',
  title: 'Release skipped the environment before this one',
  severity: 'high',
  remediation: 'Deploy the release to the environment before this one, and look there for what it breaks.',
  needs: ['deployment', 'release', 'lineage', 'predecessor'],
  options: z.object({}),
  *evaluate({ deployment, release, lineage, predecessor }): Iterable<Observation> {
    const last = lineage.at(-1);
    if (deployment === null || release === null || predecessor === null || last === undefined) return;
    const { environment, ran } = predecessor;
    const minimum = deployment.minimumTime ?? 0;
    if (ran !== null && ran >= minimum) return;
    const version = release.tag ?? release.text;
    const what = ran === null ? `never ran in ${environment}` : `ran in ${environment} for ${minutes(ran)} only`;
    yield {
      location: '',
      message: `${version} runs in ${deployment.environment} since ${last.at} and ${what} before that.`,
      evidence: {
        repository: deployment.repository,
        version,
        environment,
        ranMinutes: ran === null ? null : Math.floor(ran / 60_000),
        minimumMinutes: minimum / 60_000,
        deployedAt: last.at,
      },
    };
  },
});

function minutes(milliseconds: number): string {
  const whole = Math.floor(milliseconds / 60_000);
  return whole === 1 ? 'one minute' : `${whole} minutes`;
}

import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const behind = defineCheck({
  id: 'release/behind',
  since: '0.1',
  title: 'Environment runs an old release',
  severity: 'medium',
  remediation: 'Deploy the newest release, or raise maximumAge of the repository where environments may wait longer.',
  needs: ['deployment', 'release', 'newer'],
  options: z.object({}),
  *evaluate({ deployment, release, newer }, { now }): Iterable<Observation> {
    if (deployment === null || release === null || newer === null || newer.since === null) return;
    const { count, latest, next, since } = newer;
    if (now.getTime() - Date.parse(since) <= deployment.maximumAge) return;
    const releases = count === 1 ? 'one release' : `${count} releases`;
    yield {
      location: '',
      message: `${deployment.environment} runs ${release.tag ?? release.text} and is ${releases} behind ${latest}; ${next} has been there since ${since}.`,
      evidence: {
        repository: deployment.repository,
        version: release.tag ?? release.text,
        latest,
        releases: count,
        next,
        since,
        limitHours: deployment.maximumAge / 3_600_000,
      },
    };
  },
});

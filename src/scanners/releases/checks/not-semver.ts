import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const notSemver = defineCheck({
  id: 'release/not-semver',
  since: '0.1',
  title: 'Deployed version is no semantic version',
  severity: 'low',
  remediation:
    'Call releases as semver.org says: v1.4.2, v1.5.0-rc.1. Set tagPattern where a prefix stands before the version.',
  needs: ['deployment', 'release'],
  options: z.object({}),
  *evaluate({ deployment, release }): Iterable<Observation> {
    if (deployment === null || release === null || release.version !== null) return;
    const { kind, tag, text } = release;
    // A commit without a tag is told as that.
    if (kind === 'commit' && tag === null) return;
    yield {
      location: '',
      message: `${tag ?? text} is no version of semver.org: nobody can tell whether it is newer than another release.`,
      evidence: { repository: deployment.repository, version: text, tag },
    };
  },
});

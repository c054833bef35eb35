import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { commits, none, tagChanges, unreachable } from '../samples.ts';

const firstSeenAt = '2026-11-01T09:00:00.000Z';

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a release tag that was pushed again with --force',
      facts: {
        tagChanges: tagChanges({ moved: [{ tag: 'v1.0.0', was: commits.v100, now: commits.v110, firstSeenAt }] }),
      },
      expect: [
        {
          location: 'v1.0.0',
          message:
            'The tag v1.0.0 of infra points to something else than when it was seen first (2026-11-01T09:00:00.000Z).',
          evidence: { repository: 'infra', tag: 'v1.0.0', was: commits.v100, now: commits.v110, firstSeenAt },
        },
      ],
    },
  ],
  quiet: [
    { name: 'tags that stay where they were', facts: { tagChanges: tagChanges() } },
    { name: 'a state, which has no tags', facts: { tagChanges: none } },
  ],
  notEvaluable: [{ name: 'a repository whose host does not answer', facts: { tagChanges: unreachable } }],
};

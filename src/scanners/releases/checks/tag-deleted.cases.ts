import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { commits, none, tagChanges, unreachable } from '../samples.ts';

const firstSeenAt = '2026-11-01T09:00:00.000Z';

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a release tag that is no longer there',
      facts: { tagChanges: tagChanges({ deleted: [{ tag: 'v1.0.0', was: commits.v100, firstSeenAt }] }) },
      expect: [
        {
          location: 'v1.0.0',
          message: 'The tag v1.0.0 of infra is gone; it was seen first at 2026-11-01T09:00:00.000Z.',
          evidence: { repository: 'infra', tag: 'v1.0.0', was: commits.v100, firstSeenAt },
        },
      ],
    },
  ],
  quiet: [
    { name: 'tags that are all there', facts: { tagChanges: tagChanges() } },
    { name: 'a state, which has no tags', facts: { tagChanges: none } },
  ],
  notEvaluable: [{ name: 'a repository whose host does not answer', facts: { tagChanges: unreachable } }],
};

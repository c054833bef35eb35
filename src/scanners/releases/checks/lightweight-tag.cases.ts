import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { commits, deployment, none, release, unreachable } from '../samples.ts';

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a tag that was made with `git tag v1.1.0`',
      facts: { deployment: deployment(), release: release({ annotated: false }) },
      expect: [
        {
          location: '',
          message: 'The tag v1.1.0 is a bare name: it tells neither who released it nor what belongs to it.',
          evidence: { repository: 'infra', tag: 'v1.1.0', commit: commits.v110 },
        },
      ],
    },
  ],
  quiet: [
    { name: 'an annotated tag', facts: { deployment: deployment(), release: release() } },
    {
      name: 'a version without a tag, which is a finding of its own',
      facts: { deployment: deployment(), release: release({ tag: null, commit: null, annotated: false }) },
    },
    { name: 'a state that is deployed from no repository', facts: { deployment: none, release: none } },
  ],
  notEvaluable: [
    { name: 'a repository whose host does not answer', facts: { deployment: deployment(), release: unreachable } },
  ],
};

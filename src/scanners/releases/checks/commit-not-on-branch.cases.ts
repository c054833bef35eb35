import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { commits, deployment, none, release, unreachable } from '../samples.ts';

const reach = { commit: commits.v110, branches: ['main'] };

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a tag on a branch that was never merged',
      facts: { deployment: deployment(), release: release(), reach: { value: { ...reach, reached: false } } },
      expect: [
        {
          location: '',
          message: 'The commit of v1.1.0 is on none of the protected branches (main): nobody had to review it.',
          evidence: { repository: 'infra', tag: 'v1.1.0', commit: commits.v110, branches: ['main'] },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'a commit of main',
      facts: { deployment: deployment(), release: release(), reach: { value: { ...reach, reached: true } } },
    },
    {
      name: 'a host that can not be asked',
      facts: { deployment: deployment(), release: release(), reach: none },
    },
  ],
  notEvaluable: [
    {
      name: 'a host that does not answer',
      facts: { deployment: deployment(), release: release(), reach: unreachable },
    },
  ],
};

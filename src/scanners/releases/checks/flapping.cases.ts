import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { change, deployment, unreachable } from '../samples.ts';

const backAndForth = [
  change(null, 'v1.0.0', 1),
  change('v1.0.0', 'v1.1.0', 7),
  change('v1.1.0', 'v1.0.0', 8),
  change('v1.0.0', 'v1.1.0', 9),
  change('v1.1.0', 'v1.0.0', 10),
];

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a pipeline that deploys what another one rolls back, twice',
      facts: { deployment: deployment(), lineage: { value: backAndForth } },
      expect: [
        {
          location: '',
          evidence: {
            repository: 'infra',
            versions: ['v1.0.0', 'v1.1.0'],
            deployments: 4,
            returns: 3,
            since: '2026-11-20T07:00:00.000Z',
          },
        },
      ],
    },
    {
      name: 'one rollback and the same release again, where once is allowed',
      facts: { deployment: deployment(), lineage: { value: backAndForth.slice(0, 4) } },
      options: { flappingReturns: 1 },
      expect: [
        {
          location: '',
          evidence: {
            repository: 'infra',
            versions: ['v1.0.0', 'v1.1.0'],
            deployments: 3,
            returns: 2,
            since: '2026-11-20T07:00:00.000Z',
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'a rollback, and the release again once it was fixed elsewhere',
      facts: { deployment: deployment(), lineage: { value: backAndForth.slice(0, 4) } },
    },
    {
      name: 'the same, in a window of two hours',
      facts: { deployment: deployment(), lineage: { value: backAndForth } },
      options: { flappingWindow: '2h' },
    },
    {
      name: 'four releases after each other',
      facts: {
        deployment: deployment(),
        lineage: {
          value: [1, 2, 3, 4].map((number) => change(`v1.${number}.0`, `v1.${number + 1}.0`, number + 6)),
        },
      },
    },
  ],
  notEvaluable: [
    { name: 'a repository whose host does not answer', facts: { deployment: deployment(), lineage: unreachable } },
  ],
};

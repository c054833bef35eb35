import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { change, deployment, none, predecessor, release, unreachable } from '../samples.ts';

const common = {
  deployment: deployment({ minimumTime: 3_600_000 }),
  release: release(),
  lineage: { value: [change(null, 'v1.0.0', 8), change('v1.0.0', 'v1.1.0', 10)] },
};

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a release that staging never ran',
      facts: { ...common, predecessor: predecessor({ ran: null }) },
      expect: [
        {
          location: '',
          message: 'v1.1.0 runs in production since 2026-11-20T10:00:00.000Z and never ran in staging before that.',
          evidence: {
            repository: 'infra',
            version: 'v1.1.0',
            environment: 'staging',
            ranMinutes: null,
            minimumMinutes: 60,
            deployedAt: '2026-11-20T10:00:00.000Z',
          },
        },
      ],
    },
    {
      name: 'a release that ran in staging for ten minutes',
      facts: { ...common, predecessor: predecessor({ ran: 600_000 }) },
      expect: [
        {
          location: '',
          evidence: {
            repository: 'infra',
            version: 'v1.1.0',
            environment: 'staging',
            ranMinutes: 10,
            minimumMinutes: 60,
            deployedAt: '2026-11-20T10:00:00.000Z',
          },
        },
      ],
    },
  ],
  quiet: [
    { name: 'a release that ran in staging for two hours', facts: { ...common, predecessor: predecessor() } },
    {
      name: 'the first environment, no order, or nothing known of the one before',
      facts: { ...common, predecessor: none },
    },
  ],
  notEvaluable: [
    {
      name: 'a repository whose host does not answer',
      facts: { ...common, predecessor: unreachable },
    },
  ],
};

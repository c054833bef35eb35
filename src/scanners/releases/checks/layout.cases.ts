import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { none, unreachable } from '../samples.ts';

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'an environment without a folder of its own',
      facts: {
        layout: {
          value: {
            repository: 'infra',
            branch: 'main',
            missing: [{ folder: 'environments/staging', kind: 'environment' }],
          },
        },
      },
      expect: [
        {
          location: 'environments/staging',
          message: 'There is no folder environments/staging on main of infra.',
          evidence: { repository: 'infra', branch: 'main', folder: 'environments/staging', kind: 'environment' },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'all folders are there',
      facts: { layout: { value: { repository: 'infra', branch: 'main', missing: [] } } },
    },
    { name: 'no layout is configured, or the host can not be asked', facts: { layout: none } },
  ],
  notEvaluable: [{ name: 'a host that does not answer', facts: { layout: unreachable } }],
};

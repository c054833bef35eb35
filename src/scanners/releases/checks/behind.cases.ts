import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { deployment, newer, none, release, unreachable } from '../samples.ts';

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'two newer releases, the first of them eighty days old',
      facts: { deployment: deployment(), release: release(), newer: newer() },
      expect: [
        {
          location: '',
          message:
            'production runs v1.1.0 and is 2 releases behind v1.3.0; v1.2.0 has been there since 2026-09-01T09:00:00Z.',
          evidence: {
            repository: 'infra',
            version: 'v1.1.0',
            latest: 'v1.3.0',
            releases: 2,
            next: 'v1.2.0',
            since: '2026-09-01T09:00:00Z',
            limitHours: 720,
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'a newer release of yesterday',
      facts: { deployment: deployment(), release: release(), newer: newer({ since: '2026-11-19T09:00:00Z' }) },
    },
    {
      name: 'an environment that may wait for a year',
      facts: { deployment: deployment({ maximumAge: 365 * 86_400_000 }), release: release(), newer: newer() },
    },
    { name: 'the newest release', facts: { deployment: deployment(), release: release(), newer: none } },
    {
      name: 'a newer release of which nobody knows since when',
      facts: { deployment: deployment(), release: release(), newer: newer({ since: null }) },
    },
  ],
  notEvaluable: [
    {
      name: 'a repository whose host does not answer',
      facts: { deployment: deployment(), release: release(), newer: unreachable },
    },
  ],
};

import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { change, deployment, release, unreachable } from '../samples.ts';

const rollback = {
  value: [change(null, 'v1.2.0', 8), change('v1.2.0', 'v1.3.0', 9), change('v1.3.0', 'v1.1.0', 10)],
};
const marked = deployment({ verifiedTag: 'verified/*' });

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a rollback to a release without the mark',
      facts: { deployment: marked, release: release({ verified: false }), lineage: rollback },
      expect: [
        {
          location: '',
          message:
            'production was rolled back to v1.1.0 at 2026-11-20T10:00:00.000Z, which no tag verified/v1.1.0 marks as verified.',
          evidence: {
            repository: 'infra',
            from: 'v1.3.0',
            to: 'v1.1.0',
            at: '2026-11-20T10:00:00.000Z',
            mark: 'verified/v1.1.0',
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'a rollback to a release that is marked',
      facts: { deployment: marked, release: release({ verified: true }), lineage: rollback },
    },
    {
      name: 'releases are not marked here',
      facts: { deployment: deployment(), release: release(), lineage: rollback },
    },
    {
      name: 'an update to a release that is not marked yet',
      facts: {
        deployment: marked,
        release: release({ verified: false }),
        lineage: { value: [change(null, 'v1.0.0', 8), change('v1.0.0', 'v1.1.0', 9)] },
      },
    },
  ],
  notEvaluable: [
    {
      name: 'a repository whose host does not answer',
      facts: { deployment: marked, release: unreachable, lineage: unreachable },
    },
  ],
};

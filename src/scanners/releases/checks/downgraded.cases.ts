import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { change, deployment, nobody, unreachable } from '../samples.ts';

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a rollback from 1.1.0 to 1.0.0',
      facts: {
        deployment: deployment(),
        lineage: {
          value: [
            change(null, 'v1.0.0', 8),
            change('v1.0.0', 'v1.1.0', 9),
            change('v1.1.0', 'v1.0.0', 10, { by: 'ada' }),
          ],
        },
      },
      expect: [
        {
          location: '',
          message: 'production went back from v1.1.0 to v1.0.0 at 2026-11-20T10:00:00.000Z.',
          evidence: {
            repository: 'infra',
            from: 'v1.1.0',
            to: 'v1.0.0',
            at: '2026-11-20T10:00:00.000Z',
            serial: 10,
            by: 'ada',
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'an update',
      facts: {
        deployment: deployment(),
        lineage: { value: [change(null, 'v1.9.0', 8), change('v1.9.0', 'v1.10.0', 9)] },
      },
    },
    {
      name: 'the first release that was seen',
      facts: { deployment: deployment(), lineage: { value: [change(null, 'v1.0.0', 8)] } },
    },
    {
      name: 'another build of the same version, which is neither newer nor older',
      facts: {
        deployment: deployment(),
        lineage: { value: [change(null, 'v1.0.0+b2', 8), change('v1.0.0+b2', 'v1.0.0+b1', 9)] },
      },
    },
    { name: 'no release at all', facts: { deployment: deployment(), lineage: nobody } },
  ],
  notEvaluable: [
    {
      name: 'a repository whose host does not answer',
      facts: { deployment: deployment(), lineage: unreachable },
    },
  ],
};

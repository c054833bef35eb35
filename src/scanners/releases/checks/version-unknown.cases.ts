import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { deployment, nobody, none, release, told, unreachable } from '../samples.ts';

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a state without the output that holds the version',
      facts: {
        deployment: deployment(),
        told: { value: [told({ text: null, tag: null, why: 'missing' })] },
        release: none,
      },
      expect: [
        {
          location: '',
          message: 'No place tells which version of infra runs here: output version.',
          evidence: { repository: 'infra', places: [{ place: 'output version', because: 'missing' }] },
        },
      ],
    },
    {
      name: 'an output that is marked as sensitive',
      facts: {
        deployment: deployment(),
        told: { value: [told({ text: null, tag: null, why: 'sensitive' })] },
        release: none,
      },
      expect: [
        {
          location: '',
          evidence: { repository: 'infra', places: [{ place: 'output version', because: 'sensitive' }] },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'a state that tells its version',
      facts: { deployment: deployment(), told: { value: [told()] }, release: release() },
    },
    {
      name: 'a state that is deployed from no repository, or is gone',
      facts: { deployment: none, told: nobody, release: none },
    },
  ],
  notEvaluable: [
    {
      name: 'a repository whose host does not answer',
      facts: { deployment: deployment(), told: unreachable, release: unreachable },
    },
  ],
};

import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { deployment, nobody, none, told, unreachable } from '../samples.ts';

const parameter = { from: 'parameter /acme/version' };

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'an output and a parameter that differ',
      facts: {
        deployment: deployment(),
        told: { value: [told(), told({ ...parameter, text: '1.0.0', tag: 'v1.0.0' })] },
      },
      expect: [
        {
          location: '',
          message:
            'Which version runs here depends on whom one asks: output version says v1.1.0, parameter /acme/version says 1.0.0.',
          evidence: {
            repository: 'infra',
            places: [
              { place: 'output version', version: 'v1.1.0' },
              { place: 'parameter /acme/version', version: '1.0.0' },
            ],
            outliers: [],
          },
        },
      ],
    },
    {
      name: 'one resource that was left behind',
      facts: {
        deployment: deployment(),
        told: {
          value: [told({ from: 'resource tag Version', outliers: [{ address: 'aws_instance.old', text: 'v1.0.0' }] })],
        },
      },
      expect: [
        {
          location: '',
          severity: 'medium',
          message: 'Some resources tell another version than most: aws_instance.old.',
          evidence: {
            repository: 'infra',
            places: [{ place: 'resource tag Version', version: 'v1.1.0' }],
            outliers: [{ address: 'aws_instance.old', version: 'v1.0.0' }],
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'the same version, with and without v',
      facts: { deployment: deployment(), told: { value: [told(), told({ ...parameter, text: '1.1.0' })] } },
    },
    {
      name: 'one place that tells nothing',
      facts: {
        deployment: deployment(),
        told: { value: [told(), told({ ...parameter, text: null, tag: null, why: 'missing' })] },
      },
    },
    { name: 'a state that is deployed from no repository', facts: { deployment: none, told: nobody } },
  ],
  notEvaluable: [{ name: 'a parameter that may not be read', facts: { deployment: deployment(), told: unreachable } }],
};

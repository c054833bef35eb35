import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { annotation, deployment, unreachable } from '../samples.ts';

const trustedKeys = ['SHA256:3yc9N1mSkbAV3oOfpMGeRsFVs0FMt5vYcBqjM3p8bM8'];

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a tag without a signature',
      facts: { deployment: deployment({ trustedKeys }), annotation: annotation({ signature: 'none', key: null }) },
      expect: [
        {
          location: '',
          message: 'The tag v1.1.0 is not signed.',
          evidence: { repository: 'infra', tag: 'v1.1.0', problem: 'unsigned', key: null },
        },
      ],
    },
    {
      name: 'a signature that was made over another tag',
      facts: { deployment: deployment({ trustedKeys }), annotation: annotation({ signature: 'invalid' }) },
      expect: [
        {
          location: '',
          severity: 'critical',
          evidence: { repository: 'infra', tag: 'v1.1.0', problem: 'invalid', key: trustedKeys[0] ?? null },
        },
      ],
    },
    {
      name: 'the key of a person',
      facts: {
        deployment: deployment({ trustedKeys }),
        annotation: annotation({ signature: 'untrusted', key: '5DE3E0509C47EA3CF04A42D34AEE18F83AFDEB23' }),
      },
      expect: [
        {
          location: '',
          evidence: {
            repository: 'infra',
            tag: 'v1.1.0',
            problem: 'untrusted',
            key: '5DE3E0509C47EA3CF04A42D34AEE18F83AFDEB23',
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'a tag that the pipeline signed',
      facts: { deployment: deployment({ trustedKeys }), annotation: annotation() },
    },
    {
      name: 'a GPG signature with a trusted key, which can not be verified here',
      facts: { deployment: deployment({ trustedKeys }), annotation: annotation({ signature: 'unverifiable' }) },
    },
    {
      name: 'no keys are configured',
      facts: { deployment: deployment(), annotation: annotation({ signature: 'none', key: null }) },
    },
  ],
  notEvaluable: [
    { name: 'a tag object that could not be read', facts: { deployment: deployment(), annotation: unreachable } },
  ],
};

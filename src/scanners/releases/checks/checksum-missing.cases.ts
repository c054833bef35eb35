import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { annotation, deployment, none, unreachable } from '../samples.ts';

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a tag with a message and nothing more',
      facts: { deployment: deployment(), annotation: annotation({ checksum: null }) },
      expect: [{ location: '', evidence: { repository: 'infra', tag: 'v1.1.0', problem: 'missing' } }],
    },
    {
      name: 'a trailer whose value was cut off',
      facts: { deployment: deployment(), annotation: annotation({ checksum: null, checksumDamaged: true }) },
      expect: [
        {
          location: '',
          message: 'The Manifest-SHA256 trailer of the tag v1.1.0 is no SHA-256, or there are several.',
          evidence: { repository: 'infra', tag: 'v1.1.0', problem: 'damaged' },
        },
      ],
    },
  ],
  quiet: [
    { name: 'a tag with the trailer', facts: { deployment: deployment(), annotation: annotation() } },
    {
      name: 'a tag that is not annotated, which is a finding of its own',
      facts: { deployment: deployment(), annotation: none },
    },
  ],
  notEvaluable: [
    { name: 'a tag object that could not be read', facts: { deployment: deployment(), annotation: unreachable } },
  ],
};

import type { CheckCases } from '../../scanner.ts';
import type { IntegrityFacts } from '../facts.ts';
import { damaged, encrypted, gone } from '../samples.ts';

export const cases: CheckCases<IntegrityFacts> = {
  fires: [
    {
      name: 'a state that nobody touched since Terraform 1.3',
      facts: { terraformVersion: { value: '1.3.9' } },
      expect: [
        {
          location: '',
          message: 'The state was last written by version 1.3.9, older than 1.5.0.',
          evidence: { terraformVersion: '1.3.9', minimum: '1.5.0' },
        },
      ],
    },
    {
      name: 'a release candidate of the oldest version the house allows',
      facts: { terraformVersion: { value: '1.10.0-rc1' } },
      options: { minimumTerraformVersion: '1.10.0' },
      expect: [{ location: '', evidence: { terraformVersion: '1.10.0-rc1', minimum: '1.10.0' } }],
    },
  ],
  quiet: [
    { name: 'a current OpenTofu', facts: { terraformVersion: { value: '1.12.6' } } },
    { name: 'exactly the minimum', facts: { terraformVersion: { value: '1.5.0' } } },
    { name: 'a version that is none', facts: { terraformVersion: { value: 'custom-build' } } },
    { name: 'a state without a version, or a deleted one', facts: { terraformVersion: gone } },
  ],
  notEvaluable: [
    { name: 'an encrypted state, which hides its writer', facts: { terraformVersion: encrypted } },
    { name: 'a damaged state', facts: { terraformVersion: damaged } },
  ],
};

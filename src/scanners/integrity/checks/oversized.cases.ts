import type { CheckCases } from '../../scanner.ts';
import type { IntegrityFacts } from '../facts.ts';
import { damaged, denied, gone } from '../samples.ts';

const mebibyte = 1024 * 1024;

export const cases: CheckCases<IntegrityFacts> = {
  fires: [
    {
      name: 'too many bytes and too many instances',
      facts: { size: { value: { bytes: 70 * mebibyte, instances: 9000 } } },
      expect: [
        {
          location: '',
          message:
            'The state has 73400320 bytes (limit 10485760) and 9000 instances (limit 2000): each plan reads all of it, and one lock holds up everyone.',
          evidence: { bytes: 73400320, maximumBytes: 10485760, instances: 9000, maximumInstances: 2000 },
        },
      ],
    },
    {
      name: 'an encrypted state, whose instances do not show',
      facts: { size: { value: { bytes: 11 * mebibyte, instances: null } } },
      expect: [
        {
          location: '',
          evidence: { bytes: 11534336, maximumBytes: 10485760, instances: null, maximumInstances: 2000 },
        },
      ],
    },
    {
      name: 'small instances, but many, with limits of the house',
      facts: { size: { value: { bytes: mebibyte, instances: 301 } } },
      options: { maximumBytes: '2MiB', maximumInstances: 300 },
      expect: [
        { location: '', evidence: { bytes: 1048576, maximumBytes: 2097152, instances: 301, maximumInstances: 300 } },
      ],
    },
  ],
  quiet: [
    { name: 'exactly at both limits', facts: { size: { value: { bytes: 10 * mebibyte, instances: 2000 } } } },
    { name: 'a state that was deleted', facts: { size: gone } },
  ],
  notEvaluable: [
    { name: 'no permission to read the state', facts: { size: denied } },
    { name: 'a damaged state, whose instances cannot be counted', facts: { size: damaged } },
  ],
};

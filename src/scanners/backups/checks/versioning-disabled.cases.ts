import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { denied, none, place } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'a bucket as it is made',
      facts: { place, versioning: { value: { status: 'off', mfaDelete: false } } },
      expect: [
        {
          location: '',
          message: 'Versioning of acme-tfstate was never turned on: each write of a state destroys the one before it.',
          evidence: { bucket: 'acme-tfstate' },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'versioning is on',
      facts: { place, versioning: { value: { status: 'enabled', mfaDelete: false } } },
    },
    {
      name: 'another check tells of it',
      facts: { place, versioning: { value: { status: 'suspended', mfaDelete: false } } },
    },
    {
      name: 'a state, not a bucket',
      facts: { place: none, versioning: none },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to read the setting',
      facts: { place, versioning: denied },
    },
  ],
};

import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { denied, none, place } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'somebody suspended it to save money',
      facts: { place, versioning: { value: { status: 'suspended', mfaDelete: false } } },
      expect: [
        {
          location: '',
          message: 'Versioning of acme-tfstate is suspended: older versions are still there, but no new ones are kept.',
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
      facts: { place, versioning: { value: { status: 'off', mfaDelete: false } } },
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

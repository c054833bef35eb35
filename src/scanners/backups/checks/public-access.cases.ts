import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { denied, none, place } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'a public policy',
      facts: { place, publicAccess: { value: { blocked: false, isPublic: true } } },
      expect: [
        {
          location: '',
          message: 'The policy of acme-tfstate is public: everybody can read states, and the secrets in them.',
          evidence: { bucket: 'acme-tfstate', isPublic: true, blocked: false },
        },
      ],
    },
    {
      name: 'nothing that keeps it from becoming public',
      facts: { place, publicAccess: { value: { blocked: false, isPublic: false } } },
      expect: [
        { location: '', severity: 'low', evidence: { bucket: 'acme-tfstate', isPublic: false, blocked: false } },
      ],
    },
  ],
  quiet: [
    {
      name: 'public access is blocked',
      facts: { place, publicAccess: { value: { blocked: true, isPublic: false } } },
    },
    {
      name: 'a state, not a bucket',
      facts: { place: none, publicAccess: none },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to read the setting',
      facts: { place, publicAccess: denied },
    },
  ],
};

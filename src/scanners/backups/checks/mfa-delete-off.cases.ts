import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { denied, none, place } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'versioning without MFA delete',
      facts: { place, versioning: { value: { status: 'enabled', mfaDelete: false } }, objectLock: { value: false } },
      expect: [{ location: '', evidence: { bucket: 'acme-tfstate' } }],
    },
  ],
  quiet: [
    {
      name: 'MFA delete is on',
      facts: { place, versioning: { value: { status: 'enabled', mfaDelete: true } }, objectLock: { value: false } },
    },
    {
      name: 'Object Lock protects the versions',
      facts: { place, versioning: { value: { status: 'enabled', mfaDelete: false } }, objectLock: { value: true } },
    },
    {
      name: 'no versions to delete',
      facts: { place, versioning: { value: { status: 'off', mfaDelete: false } }, objectLock: { value: false } },
    },
    {
      name: 'a state, not a bucket',
      facts: { place: none, versioning: none, objectLock: none },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to read the setting',
      facts: { place, versioning: denied, objectLock: denied },
    },
  ],
};

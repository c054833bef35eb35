import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { denied, none, place } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'a bucket without Object Lock',
      facts: { place, objectLock: { value: false } },
      expect: [{ location: '', evidence: { bucket: 'acme-tfstate' } }],
    },
  ],
  quiet: [
    {
      name: 'a default retention',
      facts: { place, objectLock: { value: true } },
    },
    {
      name: 'a state, not a bucket',
      facts: { place: none, objectLock: none },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to read the setting',
      facts: { place, objectLock: denied },
    },
  ],
};

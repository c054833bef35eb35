import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { denied, none, place } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'a bucket without logs',
      facts: { place, accessLogging: { value: false } },
      expect: [{ location: '', evidence: { bucket: 'acme-tfstate' } }],
    },
  ],
  quiet: [
    {
      name: 'logs are written',
      facts: { place, accessLogging: { value: true } },
    },
    {
      name: 'a state, not a bucket',
      facts: { place: none, accessLogging: none },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to read the setting',
      facts: { place, accessLogging: denied },
    },
  ],
};

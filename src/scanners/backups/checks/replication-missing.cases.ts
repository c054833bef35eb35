import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { denied, none, place, replicationRule } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'a bucket without replication',
      facts: { place, replication: { value: [] } },
      expect: [{ location: '', evidence: { bucket: 'acme-tfstate' } }],
    },
  ],
  quiet: [
    {
      name: 'a rule',
      facts: { place, replication: { value: [replicationRule()] } },
    },
    {
      name: 'a state, not a bucket',
      facts: { place: none, replication: none },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to read the rules',
      facts: { place, replication: denied },
    },
  ],
};

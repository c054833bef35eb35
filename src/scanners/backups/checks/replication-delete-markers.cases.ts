import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { denied, none, place, replicationRule } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'a rule of the first version',
      facts: { place, replication: { value: [replicationRule({ deleteMarkers: true })] } },
      expect: [
        {
          location: 'to-ireland',
          message:
            'Rule to-ireland copies deletions to acme-tfstate-copy too: a state that is deleted here is gone there.',
          evidence: { bucket: 'acme-tfstate', rule: 'to-ireland', to: 'acme-tfstate-copy' },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'a rule that copies no deletions',
      facts: { place, replication: { value: [replicationRule()] } },
    },
    {
      name: 'a rule that is off',
      facts: { place, replication: { value: [replicationRule({ deleteMarkers: true, enabled: false })] } },
    },
    {
      name: 'a rule for other keys',
      facts: {
        place,
        replication: { value: [replicationRule({ deleteMarkers: true, filter: { prefix: 'logs/', tagged: false } })] },
      },
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

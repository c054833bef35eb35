import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { denied, none, place, replicationRule } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'rules that are off, too narrow, or blind to KMS',
      facts: {
        place,
        replication: {
          value: [
            replicationRule({ id: 'off', enabled: false }),
            replicationRule({ id: 'narrow', filter: { prefix: 'prod/net/', tagged: false } }),
            replicationRule({ id: 'tagged', filter: { prefix: '', tagged: true } }),
            replicationRule({ id: 'no-kms', kmsObjects: false }),
          ],
        },
        encryption: { value: { algorithm: 'aws:kms', key: null } },
      },
      expect: [
        {
          location: '',
          message: 'acme-tfstate has rules of replication, but none copies every state.',
          evidence: {
            bucket: 'acme-tfstate',
            rules: [
              { rule: 'off', reason: 'disabled' },
              { rule: 'narrow', reason: 'filter' },
              { rule: 'tagged', reason: 'filter' },
              { rule: 'no-kms', reason: 'kms' },
            ],
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'one rule that copies every state beside one that is off',
      facts: {
        place,
        replication: {
          value: [replicationRule({ enabled: false }), replicationRule({ filter: { prefix: 'prod/', tagged: false } })],
        },
        encryption: { value: { algorithm: 'aws:kms', key: null } },
      },
    },
    {
      name: 'a rule without KMS, where nothing is encrypted with it',
      facts: {
        place,
        replication: { value: [replicationRule({ kmsObjects: false })] },
        encryption: { value: { algorithm: 'AES256', key: null } },
      },
    },
    {
      name: 'no rules: another check tells of it',
      facts: { place, replication: { value: [] }, encryption: { value: { algorithm: 'aws:kms', key: null } } },
    },
    {
      name: 'a state, not a bucket',
      facts: { place: none, replication: none, encryption: none },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to read the rules',
      facts: { place, replication: denied, encryption: { value: { algorithm: 'aws:kms', key: null } } },
    },
  ],
};

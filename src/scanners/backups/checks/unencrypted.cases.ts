import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { denied, none, place } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'a bucket without default encryption',
      facts: { place, encryption: { value: { algorithm: null, key: null } } },
      expect: [
        {
          location: '',
          message: 'acme-tfstate has no default encryption.',
          evidence: { bucket: 'acme-tfstate', algorithm: null, key: null },
        },
      ],
    },
    {
      name: 'a key of S3, where one of KMS is required',
      facts: { place, encryption: { value: { algorithm: 'AES256', key: null } } },
      options: { requiredKey: 'kms' },
      expect: [{ location: '', evidence: { bucket: 'acme-tfstate', algorithm: 'AES256', key: null } }],
    },
    {
      name: 'another key than the required one',
      facts: { place, encryption: { value: { algorithm: 'aws:kms', key: 'alias/other' } } },
      options: { requiredKey: 'alias/states' },
      expect: [
        {
          location: '',
          message: 'acme-tfstate encrypts with another key, not with the one that is required.',
          evidence: { bucket: 'acme-tfstate', algorithm: 'aws:kms', key: 'alias/other' },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'a key of S3',
      facts: { place, encryption: { value: { algorithm: 'AES256', key: null } } },
    },
    {
      name: 'the required key',
      facts: { place, encryption: { value: { algorithm: 'aws:kms', key: 'alias/states' } } },
      options: { requiredKey: 'alias/states' },
    },
    {
      name: 'any key of KMS',
      facts: { place, encryption: { value: { algorithm: 'aws:kms:dsse', key: null } } },
      options: { requiredKey: 'kms' },
    },
    {
      name: 'a state, not a bucket',
      facts: { place: none, encryption: none },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to read the setting',
      facts: { place, encryption: denied },
    },
  ],
};

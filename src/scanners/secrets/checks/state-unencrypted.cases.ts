import type { CheckCases } from '../../scanner.ts';
import type { SecretFacts } from '../facts.ts';
import { candidates, denied, encrypted, oneOfEach, password, settingDenied, variable } from '../samples.ts';

const bucket = 'acme-tfstate';
const s3Key = { value: { bucket, algorithm: 'AES256', key: null } };
const secret = {
  ...password,
  kind: 'sensitive-attribute',
  type: 'aws_db_instance',
  declaredBy: 'provider',
} as const;
const hash = { ...variable, kind: 'credential-value', meaning: 'password', hashed: true, expiresAt: null } as const;

export const cases: CheckCases<SecretFacts> = {
  fires: [
    {
      name: "a password in a state of a bucket that encrypts with S3's own key",
      facts: { candidates: candidates(secret), encryption: s3Key },
      expect: [
        {
          location: '',
          severity: 'medium',
          message:
            "A secret stands in this state, and acme-tfstate encrypts with S3's own key: whoever may read the bucket reads it.",
          evidence: { bucket, algorithm: 'AES256', secrets: 1 },
        },
      ],
    },
    {
      name: 'secrets in a bucket without default encryption, for development',
      facts: {
        candidates: candidates(...oneOfEach),
        encryption: { value: { bucket, algorithm: null, key: null } },
      },
      environment: { criticality: 'development' },
      expect: [{ location: '', severity: 'low', evidence: { bucket, algorithm: null, secrets: oneOfEach.length - 1 } }],
    },
  ],
  quiet: [
    {
      name: 'a bucket with a KMS key',
      facts: {
        candidates: candidates(secret),
        encryption: { value: { bucket, algorithm: 'aws:kms', key: 'alias/states' } },
      },
    },
    { name: 'a state without secrets', facts: { candidates: candidates(), encryption: { value: null } } },
    {
      name: 'nothing but the hash of a password',
      facts: { candidates: candidates(hash), encryption: s3Key },
    },
  ],
  notEvaluable: [
    { name: 'an encrypted state', facts: { candidates: encrypted, encryption: { value: null } } },
    { name: 'no permission to read the state', facts: { candidates: denied, encryption: { value: null } } },
    {
      name: 'no permission to read how the bucket encrypts',
      facts: { candidates: candidates(secret), encryption: settingDenied('s3:GetEncryptionConfiguration') },
    },
  ],
};

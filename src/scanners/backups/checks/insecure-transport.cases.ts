import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { denied, none, place } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'no policy',
      facts: { place, policy: { value: { text: null } } },
      expect: [
        {
          location: '',
          message: 'The policy of acme-tfstate does not refuse requests without TLS.',
          evidence: { bucket: 'acme-tfstate', hasPolicy: false },
        },
      ],
    },
    {
      name: 'a policy that refuses them to one role only',
      facts: {
        place,
        policy: {
          value: {
            text: JSON.stringify({
              Statement: [
                {
                  Effect: 'Deny',
                  Principal: { AWS: 'arn:aws:iam::111122223333:role/ci' },
                  Action: 's3:*',
                  Resource: ['arn:aws:s3:::acme-tfstate', 'arn:aws:s3:::acme-tfstate/*'],
                  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
                },
              ],
            }),
          },
        },
      },
      expect: [{ location: '', evidence: { bucket: 'acme-tfstate', hasPolicy: true } }],
    },
    {
      name: 'a policy that refuses them from outside only',
      facts: {
        place,
        policy: {
          value: {
            text: JSON.stringify({
              Statement: [
                {
                  Effect: 'Deny',
                  Principal: '*',
                  Action: 's3:*',
                  Resource: ['arn:aws:s3:::acme-tfstate', 'arn:aws:s3:::acme-tfstate/*'],
                  Condition: {
                    Bool: { 'aws:SecureTransport': 'false' },
                    NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
                  },
                },
              ],
            }),
          },
        },
      },
      expect: [{ location: '', evidence: { bucket: 'acme-tfstate', hasPolicy: true } }],
    },
  ],
  quiet: [
    {
      name: 'a statement that refuses them',
      facts: {
        place,
        policy: {
          value: {
            text: JSON.stringify({
              Statement: [
                {
                  Effect: 'Deny',
                  Principal: '*',
                  Action: 's3:*',
                  Resource: ['arn:aws:s3:::acme-tfstate', 'arn:aws:s3:::acme-tfstate/*'],
                  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
                },
              ],
            }),
          },
        },
      },
    },
    {
      name: 'the same for every principal of AWS',
      facts: {
        place,
        policy: {
          value: {
            text: JSON.stringify({
              Statement: [
                {
                  Effect: 'Deny',
                  Principal: { AWS: '*' },
                  Action: 's3:*',
                  Resource: ['arn:aws:s3:::acme-tfstate', 'arn:aws:s3:::acme-tfstate/*'],
                  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
                },
              ],
            }),
          },
        },
      },
    },
    {
      name: 'a state, not a bucket',
      facts: { place: none, policy: none },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to read the policy',
      facts: { place, policy: denied },
    },
  ],
};

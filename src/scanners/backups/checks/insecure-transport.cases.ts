import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { denied, none, place, tlsOnly } from '../samples.ts';

const evidence = { bucket: 'acme-tfstate', hasPolicy: true };

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
      facts: { place, policy: tlsOnly({ Principal: { AWS: 'arn:aws:iam::111122223333:role/ci' } }) },
      expect: [{ location: '', evidence }],
    },
    {
      name: 'a policy that refuses them from outside only',
      facts: {
        place,
        policy: tlsOnly({
          Condition: {
            Bool: { 'aws:SecureTransport': 'false' },
            NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
          },
        }),
      },
      expect: [{ location: '', evidence }],
    },
    {
      name: 'a policy that refuses them for some keys only',
      facts: { place, policy: tlsOnly({ Resource: 'arn:aws:s3:::acme-tfstate/logs/*' }) },
      expect: [{ location: '', evidence }],
    },
  ],
  quiet: [
    { name: 'a statement that refuses them', facts: { place, policy: tlsOnly() } },
    { name: 'the same for every principal of AWS', facts: { place, policy: tlsOnly({ Principal: { AWS: '*' } }) } },
    { name: 'a state, not a bucket', facts: { place: none, policy: none } },
  ],
  notEvaluable: [{ name: 'no permission to read the policy', facts: { place, policy: denied } }],
};

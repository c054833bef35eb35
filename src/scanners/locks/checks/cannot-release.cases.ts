import type { CheckCases } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { denied, none, policy } from '../samples.ts';

export const cases: CheckCases<LockFacts> = {
  fires: [
    {
      name: 'a statement that guards states against deletion, and lock files too',
      facts: {
        policy: policy({
          Sid: 'KeepStates',
          Effect: 'Deny',
          Principal: '*',
          Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
          Resource: 'arn:aws:s3:::acme-tfstate/*',
        }),
      },
      expect: [
        { location: 'KeepStates', evidence: { bucket: 'acme-tfstate', statement: 'KeepStates', conditional: false } },
      ],
    },
    {
      name: 'one that lets a role delete',
      facts: {
        policy: policy({
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:Delete*',
          Resource: ['arn:aws:s3:::acme-tfstate', 'arn:aws:s3:::acme-tfstate/*'],
          Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin' } },
        }),
      },
      expect: [
        {
          location: 'number 1',
          severity: 'low',
          message:
            'Statement number 1 of the policy of acme-tfstate lets lock files be written, but not everybody delete them: the next run hangs.',
          evidence: { bucket: 'acme-tfstate', statement: 'number 1', conditional: true },
        },
      ],
    },
    {
      name: 'one that allows nothing but reading and writing',
      facts: {
        policy: policy({
          Sid: 'OnlyThese',
          Effect: 'Deny',
          Principal: '*',
          NotAction: ['s3:Get*', 's3:List*', 's3:PutObject'],
          Resource: 'arn:aws:s3:::acme-tfstate/*',
        }),
      },
      expect: [
        { location: 'OnlyThese', evidence: { bucket: 'acme-tfstate', statement: 'OnlyThese', conditional: false } },
      ],
    },
  ],
  quiet: [
    {
      name: 'no policy',
      facts: { policy: { value: { bucket: 'acme-tfstate', text: null } } },
    },
    {
      name: 'a folder',
      facts: { policy: none },
    },
    {
      name: 'a statement that leaves lock files out',
      facts: {
        policy: policy({
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:DeleteObject',
          NotResource: 'arn:aws:s3:::acme-tfstate/*.tflock',
        }),
      },
    },
    {
      name: 'a statement against requests without TLS',
      facts: {
        policy: policy({
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: 'arn:aws:s3:::acme-tfstate/*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      },
    },
    {
      name: 'a statement about states only',
      facts: {
        policy: policy({
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:DeleteObject',
          Resource: 'arn:aws:s3:::acme-tfstate/*.tfstate',
        }),
      },
    },
    {
      name: 'a statement that allows',
      facts: {
        policy: policy({
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:DeleteObject',
          Resource: 'arn:aws:s3:::acme-tfstate/*',
        }),
      },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to read the policy',
      facts: { policy: denied },
    },
  ],
};

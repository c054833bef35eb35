import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { aboutBucket, aboutState, bucketState, copy, denied, noCopies, none, otherCopy } from '../samples.ts';

const location = 'copy s3://acme-tfstate-copy/';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'a job that has not run since the last write',
      facts: {
        ...aboutState,
        current: bucketState(),
        copies: { value: [otherCopy({ serial: 11 }, { recoveryPoint: '2026-11-20T09:00:00.000Z' })] },
      },
      expect: [
        {
          location,
          message:
            'The copy in s3://acme-tfstate-copy/ is at serial 11, the state at 12: it has lacked writes since 2026-11-20T10:00:00.000Z.',
          evidence: {
            copy: 's3://acme-tfstate-copy/prod/net.tfstate',
            copySerial: 11,
            stateSerial: 12,
            since: '2026-11-20T10:00:00.000Z',
            recoveryPoint: '2026-11-20T09:00:00.000Z',
            maximumAgeSeconds: 3600,
          },
        },
      ],
    },
    {
      name: 'a state that was put back to an older serial, which the copy does not follow',
      facts: { ...aboutState, current: bucketState(), copies: { value: [otherCopy({ serial: 14 })] } },
      expect: [
        {
          location,
          evidence: {
            copy: 's3://acme-tfstate-copy/prod/net.tfstate',
            copySerial: 14,
            stateSerial: 12,
            since: '2026-11-20T10:00:00.000Z',
            recoveryPoint: null,
            maximumAgeSeconds: 3600,
          },
        },
      ],
    },
    {
      name: 'a backup plan that stopped two days ago',
      facts: aboutBucket({ completedAt: '2026-11-18T03:00:00.000Z' }),
      expect: [
        {
          location: 'AWS Backup nightly',
          message:
            'The newest recovery point of acme-tfstate in the AWS Backup vault nightly is of 2026-11-18T03:00:00.000Z.',
          evidence: {
            copy: 'a recovery point of acme-tfstate in nightly',
            copySerial: null,
            stateSerial: null,
            since: '2026-11-18T03:00:00.000Z',
            recoveryPoint: '2026-11-18T03:00:00.000Z',
            maximumAgeSeconds: 93600,
          },
        },
      ],
    },
  ],
  quiet: [
    { name: 'a recovery point of last night', facts: aboutBucket({ completedAt: '2026-11-20T03:00:00.000Z' }) },
    { name: 'a continuous backup', facts: aboutBucket({ completedAt: null }) },
    {
      name: 'a copy with the same bytes',
      facts: { ...aboutState, current: bucketState(), copies: { value: [copy()] } },
    },
    {
      name: 'a write that the copy has half an hour left to follow',
      facts: {
        ...aboutState,
        current: bucketState(),
        copies: { value: [otherCopy({ serial: 11 }, { behindSince: '2026-11-20T11:30:00.000Z' })] },
      },
    },
    {
      name: 'a copy of another lineage, which backup/copy-mismatch tells of',
      facts: { ...aboutState, current: bucketState(), copies: { value: [otherCopy({ serial: 11, lineage: 'two' })] } },
    },
    { name: 'no place that has to hold copies', facts: { ...aboutState, current: bucketState(), copies: noCopies } },
    { name: 'a state that was deleted', facts: { ...aboutState, current: none, copies: noCopies } },
  ],
  notEvaluable: [
    { name: 'no permission to list recovery points', facts: { ...aboutBucket(null), awsBackup: denied } },
    { name: 'no permission to read the copies', facts: { ...aboutState, current: bucketState(), copies: denied } },
    { name: 'no permission to read the state', facts: { ...aboutState, current: denied, copies: noCopies } },
  ],
};

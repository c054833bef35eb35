import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { bucketState, denied, none } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'the role of the replication may not use the key of the other bucket',
      facts: { current: bucketState({ replication: 'failed', modifiedAt: '2026-11-20T11:59:00.000Z' }) },
      expect: [
        {
          location: '',
          message: 'S3 failed to replicate the version of 2026-11-20T11:59:00.000Z, and will not try again.',
          evidence: { status: 'failed', versionModifiedAt: '2026-11-20T11:59:00.000Z' },
        },
      ],
    },
    {
      name: 'a version that S3 has not replicated for two hours',
      facts: { current: bucketState({ replication: 'pending' }) },
      expect: [
        {
          location: '',
          message: 'S3 has not replicated the version of 2026-11-20T10:00:00.000Z yet.',
          evidence: { status: 'pending', versionModifiedAt: '2026-11-20T10:00:00.000Z' },
        },
      ],
    },
  ],
  quiet: [
    { name: 'a version that was replicated', facts: { current: bucketState({ replication: 'completed' }) } },
    { name: 'a bucket that replicates nothing', facts: { current: bucketState() } },
    { name: 'a bucket that is a replica itself', facts: { current: bucketState({ replication: 'replica' }) } },
    {
      name: 'a version that was written a minute ago',
      facts: { current: bucketState({ replication: 'pending', modifiedAt: '2026-11-20T11:59:00.000Z' }) },
    },
    {
      name: 'a replication that may take three hours',
      facts: { current: bucketState({ replication: 'pending' }) },
      options: { replicationPendingAfter: '3h' },
    },
    { name: 'a state that was deleted', facts: { current: none } },
  ],
  notEvaluable: [{ name: 'no permission to read the state', facts: { current: denied } }],
};

import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { aboutBucket, aboutState, backupFile, bucketState, copy, current, denied, noCopies, none } from '../samples.ts';

const earlier = { value: backupFile() };
const missing = copy({ drill: null, isSame: false, recoveryPoint: null, behindSince: '2026-11-20T10:00:00.000Z' });

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'a local state whose backup file was not copied with it',
      facts: { ...aboutState, current: current(), earlier: none, copies: noCopies },
      expect: [
        {
          location: '',
          message: 'No earlier version of the state is kept: a bad write could not be undone.',
          evidence: { expected: 'net/terraform.tfstate.backup' },
        },
      ],
    },
    {
      name: 'a bucket without versioning',
      facts: { ...aboutState, current: bucketState(), earlier: none, copies: noCopies },
      expect: [{ location: '', evidence: { expected: 'an earlier object version' } }],
    },
    {
      name: 'a damaged state with nothing to go back to',
      facts: { ...aboutState, current: current({ serial: null, damaged: true }), earlier: none, copies: noCopies },
      expect: [{ location: '', evidence: { expected: 'net/terraform.tfstate.backup' } }],
    },
    {
      name: 'a state that the replica has not, two hours after it was written',
      facts: { ...aboutState, current: bucketState(), earlier, copies: { value: [missing] } },
      expect: [
        {
          location: 'copy s3://acme-tfstate-copy/',
          message:
            's3://acme-tfstate-copy/ holds no copy of the state, which has been there since 2026-11-20T10:00:00.000Z.',
          evidence: { expected: 's3://acme-tfstate-copy/prod/net.tfstate', since: '2026-11-20T10:00:00.000Z' },
          severity: 'high',
        },
      ],
    },
    {
      name: 'a bucket that AWS Backup never backed up',
      facts: aboutBucket(null),
      expect: [
        {
          location: 'AWS Backup nightly',
          message: 'The AWS Backup vault nightly holds no recovery point of acme-tfstate.',
          evidence: { expected: 'a recovery point of acme-tfstate in nightly' },
          severity: 'high',
        },
      ],
    },
  ],
  quiet: [
    { name: 'a bucket with a recovery point', facts: aboutBucket({ completedAt: '2026-11-20T03:00:00.000Z' }) },
    { name: 'a backup file beside the state', facts: { ...aboutState, current: current(), earlier, copies: noCopies } },
    {
      name: 'a state that was written once',
      facts: { ...aboutState, current: current({ serial: 1 }), earlier: none, copies: noCopies },
    },
    {
      name: 'a document without a serial',
      facts: { ...aboutState, current: current({ serial: null }), earlier: none, copies: noCopies },
    },
    { name: 'a state that was deleted', facts: { ...aboutState, current: none, earlier: none, copies: noCopies } },
    {
      name: 'a new state whose copy may still be on its way',
      facts: {
        ...aboutState,
        current: bucketState(),
        earlier,
        copies: { value: [{ ...missing, behindSince: '2026-11-20T11:30:00.000Z' }] },
      },
    },
    {
      name: 'a copy that is there',
      facts: { ...aboutState, current: bucketState(), earlier, copies: { value: [copy()] } },
    },
  ],
  notEvaluable: [
    { name: 'no permission to list recovery points', facts: { ...aboutBucket(null), awsBackup: denied } },
    {
      name: 'no permission to list versions',
      facts: { ...aboutState, current: current(), earlier: denied, copies: noCopies },
    },
    {
      name: 'no permission to read the state',
      facts: { ...aboutState, current: denied, earlier: none, copies: noCopies },
    },
    {
      name: 'no permission to read the copies',
      facts: { ...aboutState, current: bucketState(), earlier, copies: denied },
    },
  ],
};

import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { backupFile, copy, denied, drills, noCopies, otherCopy } from '../samples.ts';

const path = 'net/terraform.tfstate.backup';
const versionId = 'file:1763629200000000000-4096';
const modifiedAt = '2026-11-20T09:00:00.000Z';
const truncated = {
  reason: 'truncated',
  detail: 'the document ends in the middle of a value',
  offset: 4096,
} as const;
const empty = { reason: 'empty', detail: 'the file is empty' } as const;

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'a backup file that was cut off',
      facts: { drills: drills(backupFile({ damage: truncated })), copies: noCopies },
      expect: [
        {
          location: '',
          message:
            'The newest earlier version (net/terraform.tfstate.backup) was opened, but is no state to go back to: the document ends in the middle of a value at byte 4096.',
          evidence: { path, versionId, modifiedAt, reason: 'truncated', offset: 4096 },
        },
      ],
    },
    {
      name: 'a backup file of 0 bytes',
      facts: { drills: drills(backupFile({ damage: empty })), copies: noCopies },
      expect: [{ location: '', evidence: { path, versionId, modifiedAt, reason: 'empty', offset: null } }],
    },
    {
      name: 'an older version that was damaged',
      facts: { drills: drills(backupFile(), backupFile({ versionId: 'v8', damage: empty })), copies: noCopies },
      expect: [
        {
          location: 'v8',
          evidence: { path, versionId: 'v8', modifiedAt, reason: 'empty', offset: null },
          severity: 'medium',
        },
      ],
    },
    {
      name: 'a version between two full ones that has lost nearly everything',
      facts: {
        drills: drills(backupFile({ managedInstances: 1, neighbours: { older: 31, newer: 31 } })),
        copies: noCopies,
      },
      expect: [
        {
          location: '',
          message:
            'The newest earlier version (net/terraform.tfstate.backup) was opened, but is no state to go back to: it has 1 managed instances, the version before it 31, the one after it 31.',
          evidence: { path, versionId, modifiedAt, reason: 'collapsed', offset: null },
        },
      ],
    },
    {
      name: 'a copy that ends in the middle',
      facts: {
        drills: drills(backupFile()),
        copies: { value: [otherCopy({ damage: truncated, serial: null, lineage: null })] },
      },
      expect: [
        {
          location: 'copy s3://acme-tfstate-copy/',
          message:
            'The copy in s3://acme-tfstate-copy/ was opened, but is no state to go back to: the document ends in the middle of a value at byte 4096.',
          evidence: {
            path: 'prod/net.tfstate',
            versionId: 'etag:9b2d-1795171200000',
            modifiedAt,
            reason: 'truncated',
            offset: 4096,
          },
        },
      ],
    },
  ],
  quiet: [
    { name: 'a sound backup file', facts: { drills: drills(backupFile()), copies: noCopies } },
    { name: 'a sound copy', facts: { drills: drills(backupFile()), copies: { value: [copy()] } } },
    {
      name: 'a copy that is as damaged as the state',
      facts: { drills: drills(), copies: { value: [copy({ drill: { ...backupFile(), damage: empty } })] } },
    },
    { name: 'no earlier version, which backup/copy-missing tells of', facts: { drills: drills(), copies: noCopies } },
    {
      name: 'the first version of a state that grew',
      facts: {
        drills: drills(backupFile({ managedInstances: 0, neighbours: { older: null, newer: 31 } })),
        copies: noCopies,
      },
    },
  ],
  notEvaluable: [
    { name: 'no permission to read the earlier version', facts: { drills: denied, copies: noCopies } },
    { name: 'no permission to read the copies', facts: { drills: drills(backupFile()), copies: denied } },
  ],
};

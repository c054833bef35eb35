import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { backupFile, denied, none } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'a backup file that was cut off',
      facts: {
        drill: backupFile({
          damage: { reason: 'truncated', detail: 'the document ends in the middle of a value', offset: 4096 },
        }),
      },
      expect: [
        {
          location: '',
          message:
            'The newest earlier version (net/terraform.tfstate.backup) was opened, but is no state to go back to: the document ends in the middle of a value at byte 4096.',
          evidence: {
            path: 'net/terraform.tfstate.backup',
            versionId: 'file:1763629200000000000-4096',
            modifiedAt: '2026-11-20T09:00:00.000Z',
            reason: 'truncated',
            offset: 4096,
          },
        },
      ],
    },
    {
      name: 'a backup file of 0 bytes',
      facts: { drill: backupFile({ damage: { reason: 'empty', detail: 'the file is empty' } }) },
      expect: [
        {
          location: '',
          evidence: {
            path: 'net/terraform.tfstate.backup',
            versionId: 'file:1763629200000000000-4096',
            modifiedAt: '2026-11-20T09:00:00.000Z',
            reason: 'empty',
            offset: null,
          },
        },
      ],
    },
  ],
  quiet: [
    { name: 'a sound backup file', facts: { drill: backupFile() } },
    { name: 'no earlier version, which backup/copy-missing tells of', facts: { drill: none } },
  ],
  notEvaluable: [{ name: 'no permission to read the earlier version', facts: { drill: denied } }],
};

import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { backupFile, current, denied, none } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'a local state whose backup file was not copied with it',
      facts: { current: current(), earlier: none },
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
      facts: { current: current({ sourceKind: 's3', sourceLocation: 's3://acme-tfstate/prod' }), earlier: none },
      expect: [{ location: '', evidence: { expected: 'an earlier object version' } }],
    },
    {
      name: 'a damaged state with nothing to go back to',
      facts: { current: current({ serial: null, damaged: true }), earlier: none },
      expect: [{ location: '', evidence: { expected: 'net/terraform.tfstate.backup' } }],
    },
  ],
  quiet: [
    { name: 'a backup file beside the state', facts: { current: current(), earlier: backupFile() } },
    { name: 'a state that was written once', facts: { current: current({ serial: 1 }), earlier: none } },
    { name: 'a document without a serial', facts: { current: current({ serial: null }), earlier: none } },
    { name: 'a state that was deleted', facts: { current: none, earlier: none } },
  ],
  notEvaluable: [
    { name: 'no permission to list versions', facts: { current: current(), earlier: denied } },
    { name: 'no permission to read the state', facts: { current: denied, earlier: none } },
  ],
};

import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { denied, loss, none } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'a state that was deleted by hand in a bucket with versions',
      facts: { loss: loss() },
      expect: [
        {
          location: '',
          message: 'The state was deleted at 2026-11-20T08:00:00.000Z; instances that it managed: 31.',
          evidence: { deletedAt: '2026-11-20T08:00:00.000Z', serial: 12, managedInstances: 31, canBeRestored: true },
        },
      ],
    },
    {
      name: 'a file that is gone',
      facts: { loss: loss({ bucket: null, deletedAt: null, marker: null }) },
      expect: [
        {
          location: '',
          message: 'The state is not there any more; instances that it managed: 31.',
          evidence: { deletedAt: null, serial: 12, managedInstances: 31, canBeRestored: false },
        },
      ],
    },
    {
      name: 'a file that is gone while its backup is left',
      facts: { loss: loss({ bucket: null, deletedAt: null, marker: null, backup: 'prod/net.tfstate.backup' }) },
      expect: [{ location: '', evidence: { deletedAt: null, serial: 12, managedInstances: 31, canBeRestored: true } }],
    },
    {
      name: 'an encrypted state, of which nobody knows what it managed',
      facts: { loss: loss({ managedInstances: null }) },
      expect: [
        {
          location: '',
          evidence: { deletedAt: '2026-11-20T08:00:00.000Z', serial: 12, managedInstances: null, canBeRestored: true },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'a state that is there',
      facts: { loss: none },
    },
    {
      name: 'an empty state: everything was destroyed before',
      facts: { loss: loss({ managedInstances: 0 }) },
    },
    {
      name: 'a state that was deleted in spring',
      facts: { loss: loss({ deletedAt: '2026-04-01T08:00:00.000Z' }) },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to list versions',
      facts: { loss: denied },
    },
  ],
};

import type { CheckCases } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { dailyHolds, denied, digest, lockedState, lockItem, lockObject, none } from '../samples.ts';

const takenAt = (created: string) => ({
  id: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
  operation: 'OperationTypeApply',
  who: 'runner@ci-7',
  version: '1.11.4',
  created,
  deliberate: false,
});

export const cases: CheckCases<LockFacts> = {
  fires: [
    {
      name: 'a run that died between its two releases: the lock in the table is left',
      facts: {
        lockFile: none,
        tableLock: lockItem({ info: takenAt('2026-11-20T09:55:00Z') }),
        digest: digest(),
        state: lockedState(),
        holds: dailyHolds(),
      },
      expect: [
        {
          location: '',
          message:
            'The lock file was released at 2026-11-20T10:05:00.000Z, but its lock in the table terraform-locks is left.',
          evidence: {
            left: 'table',
            lockId: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
            who: 'runner@ci-7',
            since: '2026-11-20T03:05:00.000Z',
            sinceFrom: 'first-seen',
            path: 'acme-tfstate/env:/prod/net/terraform.tfstate',
          },
        },
      ],
    },
    {
      name: 'a lock file that is held for an hour, without the lock in the table that the last run still took',
      facts: {
        lockFile: lockObject({ modifiedAt: '2026-11-20T11:00:00.000Z' }),
        tableLock: none,
        digest: digest(),
        state: lockedState(),
        holds: dailyHolds({ from: '2026-11-20T11:00:00.000Z', to: null }),
      },
      expect: [
        {
          location: '',
          evidence: {
            left: 'lock-file',
            lockId: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
            who: 'runner@ci-7',
            since: '2026-11-20T11:00:00.000Z',
            sinceFrom: 'last-modified',
            path: 'env:/prod/net/terraform.tfstate.tflock',
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'no lock at all',
      facts: { lockFile: none, tableLock: none, digest: digest(), state: lockedState(), holds: dailyHolds() },
    },
    {
      name: 'both locks of a run that is at work',
      facts: {
        lockFile: lockObject(),
        tableLock: lockItem(),
        digest: digest(),
        state: lockedState(),
        holds: dailyHolds(),
      },
    },
    {
      name: 'a run that uses only the table',
      facts: {
        lockFile: none,
        tableLock: lockItem(),
        digest: digest(),
        state: lockedState(),
        holds: { value: { holds: [] } },
      },
    },
    {
      name: 'a run that uses only the lock file',
      facts: {
        lockFile: lockObject({ modifiedAt: '2026-11-20T11:00:00.000Z' }),
        tableLock: none,
        digest: none,
        state: lockedState({ md5: null }),
        holds: dailyHolds({ from: '2026-11-20T11:00:00.000Z', to: null }),
      },
    },
    {
      name: 'a run that is just taking its second lock',
      facts: {
        lockFile: lockObject({ modifiedAt: '2026-11-20T11:59:30.000Z' }),
        tableLock: none,
        digest: digest(),
        state: lockedState(),
        holds: dailyHolds({ from: '2026-11-20T11:59:30.000Z', to: null }),
      },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to read the table',
      facts: { lockFile: lockObject(), tableLock: denied, digest: denied, state: lockedState(), holds: dailyHolds() },
    },
  ],
};

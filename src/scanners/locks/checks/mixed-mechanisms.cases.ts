import type { CheckCases } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { dailyHolds, denied, digest, lockedState, lockItem, lockObject, noHolds, none } from '../samples.ts';

/** Nobody holds a lock. */
const free = { lockFile: none, tableLock: none };

export const cases: CheckCases<LockFacts> = {
  fires: [
    {
      name: 'two runs at work, one with the lock file, one with the table',
      facts: {
        lockFile: lockObject(),
        tableLock: lockItem({
          info: {
            id: '11111111-2222-3333-4444-555555555555',
            operation: 'OperationTypeApply',
            who: 'ada@laptop',
            version: '1.9.8',
            created: '2026-11-20T03:01:00Z',
            deliberate: false,
          },
        }),
        digest: digest(),
        state: lockedState(),
        holds: dailyHolds(),
      },
      expect: [
        {
          location: '',
          severity: 'critical',
          evidence: { twoHolders: true, withoutLockFile: [], table: 'terraform-locks' },
        },
      ],
    },
    {
      name: 'a write of last night without the lock file',
      facts: {
        ...free,
        digest: digest(),
        state: lockedState({
          writes: ['2026-11-20T10:00:00.000Z', '2026-11-19T23:00:00.000Z', '2026-11-19T10:00:00.000Z'],
        }),
        holds: dailyHolds(),
      },
      expect: [
        {
          location: '',
          message: 'Some runs use the lock file, others lock with the table only.',
          evidence: { twoHolders: false, withoutLockFile: ['2026-11-19T23:00:00.000Z'], table: 'terraform-locks' },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'all writes under the lock file',
      facts: { ...free, digest: digest(), state: lockedState(), holds: dailyHolds() },
    },
    {
      name: 'a state that moved to the lock file some days ago',
      facts: {
        ...free,
        digest: digest(),
        state: lockedState({
          writes: [
            '2026-11-20T10:00:00.000Z',
            '2026-11-19T10:00:00.000Z',
            '2026-11-12T11:00:00.000Z',
            '2026-11-11T11:00:00.000Z',
          ],
        }),
        holds: dailyHolds(),
      },
    },
    {
      name: 'a table and no lock files',
      facts: { ...free, digest: digest(), state: lockedState(), holds: noHolds },
    },
    {
      name: 'both locks of one run',
      facts: {
        lockFile: lockObject(),
        tableLock: lockItem(),
        digest: digest(),
        state: lockedState(),
        holds: dailyHolds(),
      },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to list versions',
      facts: { ...free, digest: digest(), state: lockedState(), holds: denied },
    },
  ],
};

import type { CheckCases } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { dailyHolds, denied, digest, lockedState, lockItem, noHolds, none } from '../samples.ts';

/** Nobody holds a lock. */
const free = { lockFile: none, tableLock: none };

export const cases: CheckCases<LockFacts> = {
  fires: [
    {
      name: 'five writes without a trace of a lock',
      facts: { ...free, digest: none, state: lockedState({ md5: null }), holds: noHolds },
      expect: [
        {
          location: '',
          evidence: {
            writes: [
              '2026-11-20T10:00:00.000Z',
              '2026-11-19T10:00:00.000Z',
              '2026-11-18T10:00:00.000Z',
              '2026-11-17T10:00:00.000Z',
              '2026-11-16T10:00:00.000Z',
            ],
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'writes under lock files',
      facts: { ...free, digest: none, state: lockedState({ md5: null }), holds: dailyHolds() },
    },
    {
      name: 'a digest: somebody locks with the table',
      facts: { ...free, digest: digest(), state: lockedState(), holds: noHolds },
    },
    {
      name: 'a run that holds the lock in the table',
      facts: { lockFile: none, tableLock: lockItem(), digest: none, state: lockedState({ md5: null }), holds: noHolds },
    },
    {
      name: 'a state that was written twice',
      facts: {
        ...free,
        digest: none,
        state: lockedState({ md5: null, writes: ['2026-11-20T10:00:00.000Z', '2026-11-19T10:00:00.000Z'] }),
        holds: noHolds,
      },
    },
    {
      name: 'a folder, which keeps no old locks',
      facts: { ...free, digest: none, state: lockedState({ bucket: null, md5: null }), holds: none },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to list versions',
      facts: { ...free, digest: none, state: lockedState(), holds: denied },
    },
  ],
};

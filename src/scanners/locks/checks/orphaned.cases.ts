import type { CheckCases } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { denied, lockedState, lockItem, lockObject, lockTable, none } from '../samples.ts';

export const cases: CheckCases<LockFacts> = {
  fires: [
    {
      name: 'the lock of a run for a state that was deleted',
      facts: {
        lock: lockObject(),
        state: lockedState({ exists: false, md5: null, modifiedAt: '2026-11-01T08:00:00.000Z', writes: [], etags: [] }),
        table: none,
      },
      expect: [
        {
          location: '',
          evidence: {
            path: 'env:/prod/net/terraform.tfstate.tflock',
            table: null,
            lockId: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
            who: 'runner@ci-7',
            since: '2026-11-20T03:00:00.000Z',
          },
        },
      ],
    },
    {
      name: 'items of a bucket that is no source',
      facts: { lock: none, state: none, table: lockTable({}, ['old-bucket/app.tfstate']) },
      expect: [
        {
          location: 'old-bucket/app.tfstate',
          message: 'The lock table holds old-bucket/app.tfstate, whose bucket is no source.',
          evidence: { path: 'old-bucket/app.tfstate', table: 'terraform-locks', lockId: null, who: null, since: null },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'a lock of a state that is there',
      facts: { lock: lockObject(), state: lockedState(), table: none },
    },
    {
      name: 'the first apply of a new state, an hour long',
      facts: {
        lock: lockObject({ modifiedAt: '2026-11-20T11:00:00.000Z' }),
        state: lockedState({ exists: false, md5: null, modifiedAt: '2026-11-01T08:00:00.000Z', writes: [], etags: [] }),
        table: none,
      },
    },
    {
      name: 'a state that the globs of the source leave out',
      facts: { lock: lockItem(), state: none, table: none },
    },
    {
      name: 'a table that holds nothing of strangers',
      facts: { lock: none, state: none, table: lockTable() },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to list versions',
      facts: { lock: lockObject(), state: denied, table: none },
    },
  ],
};

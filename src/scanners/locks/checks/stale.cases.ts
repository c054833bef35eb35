import type { CheckCases } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { denied, lockFile, lockObject, released } from '../samples.ts';

export const cases: CheckCases<LockFacts> = {
  fires: [
    {
      name: 'an apply whose runner was killed nine hours ago',
      facts: { lockFile: lockObject() },
      expect: [
        {
          location: '',
          message: 'runner@ci-7 has held the lock since 2026-11-20T03:00:00.000Z (apply).',
          evidence: {
            lockId: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
            who: 'runner@ci-7',
            operation: 'OperationTypeApply',
            version: '1.11.4',
            since: '2026-11-20T03:00:00.000Z',
            sinceFrom: 'last-modified',
            limitMinutes: 60,
            path: 'env:/prod/net/terraform.tfstate.tflock',
            problem: null,
          },
        },
      ],
    },
    {
      name: 'a plan left on a laptop, in a folder that was copied an hour ago',
      facts: { lockFile: lockFile({ modifiedAt: '2026-11-20T11:00:00.000Z' }) },
      expect: [
        {
          location: '',
          severity: 'medium',
          evidence: {
            lockId: '5b3ce2e8-35ba-a3fc-2ba8-5cb2b6a4b6b7',
            who: 'ada@laptop',
            operation: 'OperationTypePlan',
            version: '1.12.6',
            since: '2026-11-20T02:30:00.000Z',
            sinceFrom: 'lock-info',
            limitMinutes: 30,
            path: 'net/.terraform.tfstate.lock.info',
            problem: null,
          },
        },
      ],
    },
    {
      name: 'a lock file that tells nothing about its holder',
      facts: { lockFile: lockFile({ info: null, problem: 'not-json' }) },
      expect: [
        {
          location: '',
          severity: 'medium',
          message: 'Someone unknown has held the lock since 2026-11-20T03:00:00.000Z.',
          evidence: {
            lockId: null,
            who: null,
            operation: null,
            version: null,
            since: '2026-11-20T03:00:00.000Z',
            sinceFrom: 'last-modified',
            limitMinutes: 30,
            path: 'net/.terraform.tfstate.lock.info',
            problem: 'not-json',
          },
        },
      ],
    },
    {
      name: "a plan held for eleven minutes, where plans get ten; the holder's clock is ahead",
      facts: {
        lockFile: lockObject({
          modifiedAt: '2026-11-20T11:49:00.000Z',
          info: {
            id: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
            operation: 'OperationTypePlan',
            who: 'runner@ci-7',
            version: '1.11.4',
            created: '2026-11-20T14:00:00Z',
          },
        }),
      },
      options: { staleAfterFor: { plan: '10m' } },
      expect: [
        {
          location: '',
          evidence: {
            lockId: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
            who: 'runner@ci-7',
            operation: 'OperationTypePlan',
            version: '1.11.4',
            since: '2026-11-20T11:49:00.000Z',
            sinceFrom: 'last-modified',
            limitMinutes: 10,
            path: 'env:/prod/net/terraform.tfstate.tflock',
            problem: null,
          },
        },
      ],
    },
  ],
  quiet: [
    { name: 'no lock, or one that was released meanwhile', facts: { lockFile: released } },
    {
      name: 'an apply that has run for fifty minutes',
      facts: { lockFile: lockObject({ modifiedAt: '2026-11-20T11:10:00.000Z' }) },
    },
    {
      name: 'a plan that has run for exactly thirty minutes',
      facts: {
        lockFile: lockFile({
          modifiedAt: '2026-11-20T11:30:00.000Z',
          info: {
            id: '5b3ce2e8-35ba-a3fc-2ba8-5cb2b6a4b6b7',
            operation: 'OperationTypePlan',
            who: 'ada@laptop',
            version: '1.12.6',
            created: '2026-11-20T11:30:00Z',
          },
        }),
      },
    },
    {
      name: 'a night of maintenance, with a limit to suit',
      facts: { lockFile: lockObject() },
      options: { staleAfterFor: { apply: '12h' } },
    },
  ],
  notEvaluable: [{ name: 'no permission to read the lock', facts: { lockFile: denied } }],
};

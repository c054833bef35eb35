import type { CheckCases } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { dailyHolds, denied, lockFile, lockItem, lockObject, none } from '../samples.ts';

/** Nothing is known of earlier locks. */
const others = { holds: none };

export const cases: CheckCases<LockFacts> = {
  fires: [
    {
      name: 'an apply whose runner was killed nine hours ago',
      facts: { lock: lockObject(), ...others },
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
            usualMinutes: null,
            path: 'env:/prod/net/terraform.tfstate.tflock',
            table: null,
            problem: null,
          },
        },
      ],
    },
    {
      name: 'a plan left on a laptop, in a folder that was copied an hour ago',
      facts: { lock: lockFile({ modifiedAt: '2026-11-20T11:00:00.000Z' }), ...others },
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
            usualMinutes: null,
            path: 'net/.terraform.tfstate.lock.info',
            table: null,
            problem: null,
          },
        },
      ],
    },
    {
      name: 'a lock file that tells nothing about its holder',
      facts: { lock: lockFile({ info: null, problem: 'not-json' }), ...others },
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
            usualMinutes: null,
            path: 'net/.terraform.tfstate.lock.info',
            table: null,
            problem: 'not-json',
          },
        },
      ],
    },
    {
      name: "a plan held for eleven minutes, where plans get ten; the holder's clock is ahead",
      facts: {
        ...others,
        lock: lockObject({
          modifiedAt: '2026-11-20T11:49:00.000Z',
          info: {
            id: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
            operation: 'OperationTypePlan',
            who: 'runner@ci-7',
            version: '1.11.4',
            created: '2026-11-20T14:00:00Z',
            deliberate: false,
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
            usualMinutes: null,
            path: 'env:/prod/net/terraform.tfstate.tflock',
            table: null,
            problem: null,
          },
        },
      ],
    },
    {
      name: 'a lock in the table only',
      facts: { lock: lockItem(), holds: none },
      expect: [
        {
          location: '',
          evidence: {
            lockId: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
            who: 'runner@ci-7',
            operation: 'OperationTypeApply',
            version: '1.11.4',
            since: '2026-11-20T03:00:00.462Z',
            sinceFrom: 'lock-info',
            limitMinutes: 60,
            usualMinutes: null,
            path: 'acme-tfstate/env:/prod/net/terraform.tfstate',
            table: 'terraform-locks',
            problem: null,
          },
        },
      ],
    },
    {
      name: 'a lock in the table whose holder has a clock that is ahead: it counts from when it was seen',
      facts: {
        lock: lockItem({
          info: {
            id: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
            operation: 'OperationTypePlan',
            who: 'runner@ci-7',
            version: '1.11.4',
            created: '2031-01-01T00:00:00Z',
            deliberate: false,
          },
        }),
        holds: none,
      },
      expect: [
        {
          location: '',
          evidence: {
            lockId: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
            who: 'runner@ci-7',
            operation: 'OperationTypePlan',
            version: '1.11.4',
            since: '2026-11-20T03:05:00.000Z',
            sinceFrom: 'first-seen',
            limitMinutes: 30,
            usualMinutes: null,
            path: 'acme-tfstate/env:/prod/net/terraform.tfstate',
            table: 'terraform-locks',
            problem: null,
          },
        },
      ],
    },
    {
      name: 'an apply of two hours where applies may take a day, but none ever took more than ten minutes',
      facts: {
        lock: lockObject({ modifiedAt: '2026-11-20T10:10:00.000Z' }),
        holds: dailyHolds({ from: '2026-11-20T10:10:00.000Z', to: null }),
      },
      options: { staleAfterFor: { apply: '24h' } },
      expect: [
        {
          location: '',
          severity: 'medium',
          message:
            'runner@ci-7 has held the lock since 2026-11-20T10:10:00.000Z (apply), far longer than it is held as a rule.',
          evidence: {
            lockId: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
            who: 'runner@ci-7',
            operation: 'OperationTypeApply',
            version: '1.11.4',
            since: '2026-11-20T10:10:00.000Z',
            sinceFrom: 'last-modified',
            limitMinutes: 1440,
            usualMinutes: 10,
            path: 'env:/prod/net/terraform.tfstate.tflock',
            table: null,
            problem: null,
          },
        },
      ],
    },
    {
      name: 'fifty minutes in production, where twenty are allowed',
      facts: { lock: lockObject({ modifiedAt: '2026-11-20T11:10:00.000Z' }), ...others },
      options: { staleAfterIn: { production: '20m' } },
      expect: [
        {
          location: '',
          evidence: {
            lockId: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
            who: 'runner@ci-7',
            operation: 'OperationTypeApply',
            version: '1.11.4',
            since: '2026-11-20T11:10:00.000Z',
            sinceFrom: 'last-modified',
            limitMinutes: 20,
            usualMinutes: null,
            path: 'env:/prod/net/terraform.tfstate.tflock',
            table: null,
            problem: null,
          },
        },
      ],
    },
  ],
  quiet: [
    { name: 'no lock, or one that was released meanwhile', facts: { lock: none, ...others } },
    {
      name: 'an apply that has run for fifty minutes',
      facts: { lock: lockObject({ modifiedAt: '2026-11-20T11:10:00.000Z' }), ...others },
    },
    {
      name: 'a plan that has run for exactly thirty minutes',
      facts: {
        ...others,
        lock: lockFile({
          modifiedAt: '2026-11-20T11:30:00.000Z',
          info: {
            id: '5b3ce2e8-35ba-a3fc-2ba8-5cb2b6a4b6b7',
            operation: 'OperationTypePlan',
            who: 'ada@laptop',
            version: '1.12.6',
            created: '2026-11-20T11:30:00Z',
            deliberate: false,
          },
        }),
      },
    },
    {
      name: 'an apply of ninety minutes, ten times longer than ever, where four hours are usual for nobody but allowed',
      facts: {
        lock: lockObject({ modifiedAt: '2026-11-20T10:30:00.000Z' }),
        holds: dailyHolds({ from: '2026-11-20T10:30:00.000Z', to: null }),
      },
      options: { staleAfterFor: { apply: '4h' } },
    },
    {
      name: 'a state that is locked on purpose until tomorrow',
      facts: { lock: lockObject(), ...others },
      options: {
        deliberate: [{ states: ['env:/prod/**'], until: '2026-11-21T00:00:00Z', reason: 'move to another region' }],
      },
    },
    {
      name: 'a lock whose free text says statewarden:hold',
      facts: {
        lock: lockObject({
          info: {
            id: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
            operation: 'OperationTypeApply',
            who: 'ada@laptop',
            version: '1.11.4',
            created: null,
            deliberate: true,
          },
        }),
        ...others,
      },
    },
    {
      name: 'a night of maintenance, with a limit to suit',
      facts: { lock: lockObject(), ...others },
      options: { staleAfterFor: { apply: '12h' } },
    },
  ],
  notEvaluable: [{ name: 'no permission to read the lock', facts: { lock: denied, ...others } }],
};

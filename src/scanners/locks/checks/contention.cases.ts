import type { CheckCases } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { dailyHolds, denied, noHolds, none } from '../samples.ts';

export const cases: CheckCases<LockFacts> = {
  fires: [
    {
      name: 'a state that is locked half of each day',
      facts: {
        holds: {
          value: {
            holds: [20, 19, 18, 17, 16].map((day) => ({
              from: `2026-11-${day}T00:00:00.000Z`,
              to: `2026-11-${day}T11:30:00.000Z`,
            })),
          },
        },
      },
      expect: [{ location: '', evidence: { lockedPercent: 50, longestMinutes: 690, manyWaits: false } }],
    },
    {
      name: 'plans that queue up: each begins as the one before ends',
      facts: {
        holds: {
          value: {
            holds: Array.from({ length: 30 }, (_, index) => ({
              from: new Date(Date.parse('2026-11-20T10:00:00Z') - index * 60_000).toISOString(),
              to: new Date(Date.parse('2026-11-20T10:00:50Z') - index * 60_000).toISOString(),
            })),
          },
        },
      },
      expect: [{ location: '', evidence: { lockedPercent: 0, longestMinutes: 1, manyWaits: true } }],
    },
  ],
  quiet: [
    {
      name: 'ten minutes a day',
      facts: { holds: dailyHolds() },
    },
    {
      name: 'no locks',
      facts: { holds: noHolds },
    },
    {
      name: 'a folder, which keeps no old locks',
      facts: { holds: none },
    },
    {
      name: 'one long apply',
      facts: { holds: { value: { holds: [{ from: '2026-11-20T00:00:00.000Z', to: '2026-11-20T11:00:00.000Z' }] } } },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to list versions',
      facts: { holds: denied },
    },
  ],
};

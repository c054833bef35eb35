import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { none, tagProtection, unreachable } from '../samples.ts';

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'no rule for tags',
      facts: { tagProtection: tagProtection({ rules: [], blocksMoving: false, blocksDeletion: false }) },
      expect: [
        {
          location: '',
          message: 'Tags v* of infra can be moved and deleted by whoever may push.',
          evidence: { repository: 'infra', pattern: 'v*', blocksMoving: false, blocksDeletion: false, rules: [] },
        },
      ],
    },
    {
      name: 'a ruleset that forgot deletions',
      facts: { tagProtection: tagProtection({ blocksDeletion: false }) },
      expect: [
        {
          location: '',
          message: 'Tags v* of infra can be deleted by whoever may push.',
          evidence: {
            repository: 'infra',
            pattern: 'v*',
            blocksMoving: true,
            blocksDeletion: false,
            rules: ['ruleset releases'],
          },
        },
      ],
    },
  ],
  quiet: [
    { name: 'a ruleset that blocks both', facts: { tagProtection: tagProtection() } },
    { name: 'a host that tells of no rules', facts: { tagProtection: none } },
  ],
  notEvaluable: [{ name: 'no right to read the settings', facts: { tagProtection: unreachable } }],
};

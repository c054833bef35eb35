import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { nobody, unreachable } from '../samples.ts';

const branch = { repository: 'infra', branch: 'main', rules: ['ruleset main'] };

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'reviews are required, force pushes are not blocked',
      facts: { forcePush: { value: [{ ...branch, allowed: true }] } },
      expect: [
        {
          location: 'main',
          message: 'Force pushes to the branch main of infra are allowed: reviewed commits can be replaced.',
          evidence: { repository: 'infra', branch: 'main', rules: ['ruleset main'] },
        },
      ],
    },
  ],
  quiet: [
    { name: 'force pushes are blocked', facts: { forcePush: { value: [{ ...branch, allowed: false }] } } },
    { name: 'a branch without any protection, which is a finding of its own', facts: { forcePush: nobody } },
  ],
  notEvaluable: [{ name: 'no right to read the settings', facts: { forcePush: unreachable } }],
};

import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { nobody, unreachable } from '../samples.ts';

const branch = { repository: 'infra', branch: 'main', rules: ['branch protection'] };

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a branch that is protected from force pushes only',
      facts: { reviews: { value: [{ ...branch, approvals: 0 }] } },
      expect: [
        {
          location: 'main',
          message: 'Changes reach the branch main of infra without an approval.',
          evidence: { repository: 'infra', branch: 'main', approvals: 0, required: 1, rules: ['branch protection'] },
        },
      ],
    },
    {
      name: 'one approval, where two are asked for',
      facts: { reviews: { value: [{ ...branch, approvals: 1 }] } },
      options: { requiredApprovals: 2 },
      expect: [
        {
          location: 'main',
          message: 'Changes reach the branch main of infra with 1 of 2 approvals.',
          evidence: { repository: 'infra', branch: 'main', approvals: 1, required: 2, rules: ['branch protection'] },
        },
      ],
    },
  ],
  quiet: [
    { name: 'one approval is required', facts: { reviews: { value: [{ ...branch, approvals: 1 }] } } },
    { name: 'a branch without any protection, which is a finding of its own', facts: { reviews: nobody } },
  ],
  notEvaluable: [{ name: 'no right to read the settings', facts: { reviews: unreachable } }],
};

import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { nobody, unreachable } from '../samples.ts';

const branch = { repository: 'infra', branch: 'main', exists: true };

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a branch that everybody may push to',
      facts: { branches: { value: [{ ...branch, isProtected: false }] } },
      expect: [
        {
          location: 'main',
          message: 'Nothing protects the branch main of infra: whoever may push can put anything there.',
          evidence: { repository: 'infra', branch: 'main', exists: true },
        },
      ],
    },
    {
      name: 'a branch that was renamed, or whose name is misspelt',
      facts: { branches: { value: [{ ...branch, exists: false, isProtected: false }] } },
      expect: [
        {
          location: 'main',
          message: 'There is no branch main in infra, from which releases are made.',
          evidence: { repository: 'infra', branch: 'main', exists: false },
        },
      ],
    },
  ],
  quiet: [
    { name: 'a branch that is protected', facts: { branches: { value: [{ ...branch, isProtected: true }] } } },
    { name: 'a host that tells of no rules', facts: { branches: nobody } },
  ],
  notEvaluable: [{ name: 'no right to read the settings', facts: { branches: unreachable } }],
};

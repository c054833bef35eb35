import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { none, unreachable } from '../samples.ts';

const owners = { repository: 'infra', branch: 'main', paths: ['.github/CODEOWNERS', 'CODEOWNERS'] };

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a repository without the file',
      facts: { codeOwners: { value: { ...owners, found: null } } },
      expect: [
        {
          location: '',
          message: 'There is no CODEOWNERS file on main of infra: whoever may approve can approve everything.',
          evidence: { repository: 'infra', branch: 'main', paths: ['.github/CODEOWNERS', 'CODEOWNERS'] },
        },
      ],
    },
  ],
  quiet: [
    { name: 'a repository with the file', facts: { codeOwners: { value: { ...owners, found: 'CODEOWNERS' } } } },
    { name: 'a host that can not be asked', facts: { codeOwners: none } },
  ],
  notEvaluable: [{ name: 'a host that does not answer', facts: { codeOwners: unreachable } }],
};

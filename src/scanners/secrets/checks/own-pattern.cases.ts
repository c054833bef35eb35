import type { CheckCases } from '../../scanner.ts';
import type { SecretFacts } from '../facts.ts';
import { candidates, damaged, denied, encrypted, oneOfEach, variable } from '../samples.ts';

export const cases: CheckCases<SecretFacts> = {
  fires: [
    {
      name: 'a token of a service that only the company knows',
      facts: {
        candidates: candidates({
          ...variable,
          kind: 'own-pattern',
          pattern: 'acme-token',
          severity: 'critical',
          description: 'opens the deployments of Acme, revoke it in the portal',
        }),
      },
      expect: [
        {
          location: 'module.api.aws_lambda_function.handler["eu"]/attributes/environment/0/variables/SETTING',
          severity: 'critical',
          message:
            'module.api.aws_lambda_function.handler["eu"], environment[0].variables.SETTING holds what the pattern acme-token tells of: opens the deployments of Acme, revoke it in the portal.',
          evidence: { path: 'environment[0].variables.SETTING', pattern: 'acme-token' },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'something else that other checks tell of',
      facts: { candidates: candidates(...oneOfEach.filter(({ kind }) => kind !== 'own-pattern')) },
    },
    { name: 'nothing in it, or a state that was deleted', facts: { candidates: candidates() } },
  ],
  notEvaluable: [
    { name: 'an encrypted state', facts: { candidates: encrypted } },
    { name: 'a damaged state', facts: { candidates: damaged } },
    { name: 'no permission to read the state', facts: { candidates: denied } },
  ],
};

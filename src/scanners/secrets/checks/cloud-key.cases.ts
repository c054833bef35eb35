import type { CheckCases } from '../../scanner.ts';
import type { SecretFacts } from '../facts.ts';
import { candidates, damaged, denied, encrypted, oneOfEach, variable } from '../samples.ts';

export const cases: CheckCases<SecretFacts> = {
  fires: [
    {
      name: 'the same where nothing but tests runs',
      facts: { candidates: candidates({ ...variable, kind: 'cloud-key', prefix: 'AKIA' }) },
      environment: { criticality: 'development' },
      expect: [
        {
          location: variable.location,
          severity: 'medium',
          evidence: { path: variable.path, keyIdPrefix: 'AKIA' },
        },
      ],
    },
    {
      name: 'the key of an IAM user in the environment of a function',
      facts: { candidates: candidates({ ...variable, kind: 'cloud-key', prefix: 'AKIA' }) },
      expect: [
        {
          location: 'module.api.aws_lambda_function.handler["eu"]/attributes/environment/0/variables/SETTING',
          severity: 'critical',
          message:
            'module.api.aws_lambda_function.handler["eu"], environment[0].variables.SETTING holds the secret of an AWS access key.',
          evidence: { path: 'environment[0].variables.SETTING', keyIdPrefix: 'AKIA' },
        },
      ],
    },
    {
      name: 'the key of a session, which ends within hours',
      facts: { candidates: candidates({ ...variable, kind: 'cloud-key', prefix: 'ASIA' }) },
      expect: [
        {
          location: 'module.api.aws_lambda_function.handler["eu"]/attributes/environment/0/variables/SETTING',
          severity: 'medium',
          message:
            'module.api.aws_lambda_function.handler["eu"], environment[0].variables.SETTING holds the secret of an AWS access key that expires by itself.',
          evidence: { path: 'environment[0].variables.SETTING', keyIdPrefix: 'ASIA' },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'something else that other checks tell of',
      facts: { candidates: candidates(...oneOfEach.filter(({ kind }) => kind !== 'cloud-key')) },
    },
    { name: 'nothing in it, or a state that was deleted', facts: { candidates: candidates() } },
  ],
  notEvaluable: [
    { name: 'an encrypted state', facts: { candidates: encrypted } },
    { name: 'a damaged state', facts: { candidates: damaged } },
    { name: 'no permission to read the state', facts: { candidates: denied } },
  ],
};

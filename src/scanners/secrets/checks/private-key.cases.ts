import type { CheckCases } from '../../scanner.ts';
import type { SecretFacts } from '../facts.ts';
import { candidates, damaged, denied, encrypted, oneOfEach, variable } from '../samples.ts';

export const cases: CheckCases<SecretFacts> = {
  fires: [
    {
      name: 'a key in production: whoever has it is who it proves to be',
      facts: { candidates: candidates({ ...variable, kind: 'private-key', format: 'RSA', encrypted: false }) },
      expect: [
        {
          location: variable.location,
          severity: 'critical',
          evidence: { path: variable.path, format: 'RSA', encrypted: false },
        },
      ],
    },
    {
      name: 'a key in the environment of a function',
      facts: { candidates: candidates({ ...variable, kind: 'private-key', format: 'RSA', encrypted: false }) },
      expect: [
        {
          location: 'module.api.aws_lambda_function.handler["eu"]/attributes/environment/0/variables/SETTING',
          message:
            'module.api.aws_lambda_function.handler["eu"], environment[0].variables.SETTING holds a private key.',
          evidence: { path: 'environment[0].variables.SETTING', format: 'RSA', encrypted: false },
        },
      ],
    },
    {
      name: 'a key that a passphrase protects',
      facts: { candidates: candidates({ ...variable, kind: 'private-key', format: 'PKCS#8', encrypted: true }) },
      expect: [
        {
          location: 'module.api.aws_lambda_function.handler["eu"]/attributes/environment/0/variables/SETTING',
          severity: 'medium',
          message:
            'module.api.aws_lambda_function.handler["eu"], environment[0].variables.SETTING holds a private key, protected by a passphrase.',
          evidence: { path: 'environment[0].variables.SETTING', format: 'PKCS#8', encrypted: true },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'something else that other checks tell of',
      facts: { candidates: candidates(...oneOfEach.filter(({ kind }) => kind !== 'private-key')) },
    },
    { name: 'nothing in it, or a state that was deleted', facts: { candidates: candidates() } },
  ],
  notEvaluable: [
    { name: 'an encrypted state', facts: { candidates: encrypted } },
    { name: 'a damaged state', facts: { candidates: damaged } },
    { name: 'no permission to read the state', facts: { candidates: denied } },
  ],
};

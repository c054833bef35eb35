import type { CheckCases } from '../../scanner.ts';
import type { SecretFacts } from '../facts.ts';
import { candidates, damaged, denied, encrypted, oneOfEach, variable } from '../samples.ts';

export const cases: CheckCases<SecretFacts> = {
  fires: [
    {
      name: 'a personal access token in the environment of a function',
      facts: {
        candidates: candidates({
          ...variable,
          kind: 'service-token',
          service: 'GitHub',
          category: 'source-host',
          token: 'personal access token',
          prefix: 'ghp_',
          test: false,
        }),
      },
      expect: [
        {
          location: 'module.api.aws_lambda_function.handler["eu"]/attributes/environment/0/variables/SETTING',
          message:
            'module.api.aws_lambda_function.handler["eu"], environment[0].variables.SETTING holds a secret of GitHub: personal access token.',
          evidence: {
            path: 'environment[0].variables.SETTING',
            service: 'GitHub',
            token: 'personal access token',
            prefix: 'ghp_',
          },
        },
      ],
    },
    {
      name: 'a key of a test mode',
      facts: {
        candidates: candidates({
          ...variable,
          kind: 'service-token',
          service: 'Stripe',
          category: 'payment',
          token: 'secret key',
          prefix: 'sk_test_',
          test: true,
        }),
      },
      expect: [
        {
          location: 'module.api.aws_lambda_function.handler["eu"]/attributes/environment/0/variables/SETTING',
          severity: 'low',
          message:
            'module.api.aws_lambda_function.handler["eu"], environment[0].variables.SETTING holds a secret of Stripe: secret key, for its test mode.',
          evidence: {
            path: 'environment[0].variables.SETTING',
            service: 'Stripe',
            token: 'secret key',
            prefix: 'sk_test_',
          },
        },
      ],
    },
    {
      name: 'a key that the name beside it tells of',
      facts: {
        candidates: candidates({
          ...variable,
          kind: 'service-token',
          service: 'Datadog',
          category: 'observability',
          token: 'API key',
          prefix: null,
          test: false,
        }),
      },
      expect: [
        {
          location: 'module.api.aws_lambda_function.handler["eu"]/attributes/environment/0/variables/SETTING',
          evidence: { path: 'environment[0].variables.SETTING', service: 'Datadog', token: 'API key', prefix: null },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'something else that other checks tell of',
      facts: { candidates: candidates(...oneOfEach.filter(({ kind }) => kind !== 'service-token')) },
    },
    { name: 'nothing in it, or a state that was deleted', facts: { candidates: candidates() } },
  ],
  notEvaluable: [
    { name: 'an encrypted state', facts: { candidates: encrypted } },
    { name: 'a damaged state', facts: { candidates: damaged } },
    { name: 'no permission to read the state', facts: { candidates: denied } },
  ],
};

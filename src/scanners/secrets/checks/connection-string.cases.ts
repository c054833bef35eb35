import type { CheckCases } from '../../scanner.ts';
import type { SecretFacts } from '../facts.ts';
import { candidates, damaged, denied, encrypted, oneOfEach, variable } from '../samples.ts';

const address = {
  ...variable,
  kind: 'connection-string',
  scheme: 'postgres',
  form: 'address',
  expiresAt: null,
} as const;
const signature = { scheme: 'https', form: 'signature' } as const;
const evidence = { path: 'environment[0].variables.SETTING', scheme: 'postgres', form: 'address', expiresAt: null };
const where = 'module.api.aws_lambda_function.handler["eu"], environment[0].variables.SETTING';

export const cases: CheckCases<SecretFacts> = {
  fires: [
    {
      name: 'the address of a database in the environment of a function',
      facts: { candidates: candidates(address) },
      expect: [
        {
          location: 'module.api.aws_lambda_function.handler["eu"]/attributes/environment/0/variables/SETTING',
          message:
            'module.api.aws_lambda_function.handler["eu"], environment[0].variables.SETTING holds an address with a password in it.',
          evidence,
        },
      ],
    },
    {
      name: 'the settings of a connection',
      facts: { candidates: candidates({ ...address, scheme: null, form: 'settings' }) },
      expect: [
        {
          location: variable.location,
          message: `${where} holds the settings of a connection with a password or a key in them.`,
          evidence: { ...evidence, scheme: null, form: 'settings' },
        },
      ],
    },
    {
      name: 'a signed address that has ended',
      facts: { candidates: candidates({ ...address, ...signature, expiresAt: '2026-11-01T00:00:00.000Z' }) },
      expect: [
        {
          location: variable.location,
          severity: 'low',
          message: `${where} holds a signed address that opens what it names, which ended at 2026-11-01T00:00:00.000Z.`,
          evidence: { ...evidence, ...signature, expiresAt: '2026-11-01T00:00:00.000Z' },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'something else that other checks tell of',
      facts: { candidates: candidates(...oneOfEach.filter(({ kind }) => kind !== 'connection-string')) },
    },
    { name: 'nothing in it, or a state that was deleted', facts: { candidates: candidates() } },
  ],
  notEvaluable: [
    { name: 'an encrypted state', facts: { candidates: encrypted } },
    { name: 'a damaged state', facts: { candidates: damaged } },
    { name: 'no permission to read the state', facts: { candidates: denied } },
  ],
};

import type { CheckCases } from '../../scanner.ts';
import type { SecretFacts } from '../facts.ts';
import { candidates, damaged, denied, encrypted, oneOfEach, variable } from '../samples.ts';

const credential = {
  ...variable,
  kind: 'credential-value',
  meaning: 'password',
  hashed: false,
  expiresAt: null,
} as const;
const location = variable.location;
const evidence = { path: 'environment[0].variables.SETTING', meaning: 'password', hashed: false, expiresAt: null };
const where = 'module.api.aws_lambda_function.handler["eu"], environment[0].variables.SETTING';

export const cases: CheckCases<SecretFacts> = {
  fires: [
    {
      name: 'the password of a database for tests, thrown away with it',
      facts: { candidates: candidates(credential) },
      environment: { criticality: 'development' },
      expect: [{ location, severity: 'low', evidence }],
    },
    {
      name: 'a password in the environment of a function',
      facts: { candidates: candidates(credential) },
      expect: [{ location, message: `${where} holds what its name or its looks say is a password.`, evidence }],
    },
    {
      name: 'the hash of a password, which opens nothing by itself',
      facts: { candidates: candidates({ ...credential, hashed: true }) },
      expect: [
        {
          location,
          severity: 'low',
          message: `${where} holds the hash of a password.`,
          evidence: { ...evidence, hashed: true },
        },
      ],
    },
    {
      name: 'a token that goes on until next year',
      facts: { candidates: candidates({ ...credential, meaning: 'token', expiresAt: '2027-01-01T00:00:00.000Z' }) },
      expect: [
        {
          location,
          message: `${where} holds what its name or its looks say is a token.`,
          evidence: { ...evidence, meaning: 'token', expiresAt: '2027-01-01T00:00:00.000Z' },
        },
      ],
    },
    {
      name: 'a token that has ended',
      facts: { candidates: candidates({ ...credential, meaning: 'token', expiresAt: '2026-11-01T00:00:00.000Z' }) },
      expect: [
        {
          location,
          severity: 'low',
          message: `${where} holds what its name or its looks say is a token, which ended at 2026-11-01T00:00:00.000Z.`,
          evidence: { ...evidence, meaning: 'token', expiresAt: '2026-11-01T00:00:00.000Z' },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'something else that other checks tell of',
      facts: { candidates: candidates(...oneOfEach.filter(({ kind }) => kind !== 'credential-value')) },
    },
    { name: 'nothing in it, or a state that was deleted', facts: { candidates: candidates() } },
  ],
  notEvaluable: [
    { name: 'an encrypted state', facts: { candidates: encrypted } },
    { name: 'a damaged state', facts: { candidates: damaged } },
    { name: 'no permission to read the state', facts: { candidates: denied } },
  ],
};

import type { CheckCases } from '../../scanner.ts';
import type { SecretFacts } from '../facts.ts';
import { candidates, damaged, denied, encrypted, oneOfEach, userData } from '../samples.ts';

const credential = {
  ...userData,
  kind: 'embedded',
  meaning: 'password',
  hashed: false,
  expiresAt: null,
  count: 1,
} as const;
const { location, path } = userData;

export const cases: CheckCases<SecretFacts> = {
  fires: [
    {
      name: 'a password in a file that cloud-init writes',
      facts: { candidates: candidates(credential) },
      expect: [
        {
          location,
          message: `aws_instance.web, ${path} holds what its name or its looks say is a password.`,
          evidence: { path, meaning: 'password', hashed: false, expiresAt: null, credentials: 1 },
        },
      ],
    },
    {
      name: 'several in one text',
      facts: { candidates: candidates({ ...credential, meaning: 'token', count: 3 }) },
      expect: [
        {
          location,
          message: `aws_instance.web, ${path} holds what its name or its looks say is a token, one of 3 credentials in that text.`,
          evidence: { path, meaning: 'token', hashed: false, expiresAt: null, credentials: 3 },
        },
      ],
    },
    {
      name: 'a JSON web token that has ended',
      facts: {
        candidates: candidates({ ...credential, meaning: 'token', expiresAt: '2026-11-01T00:00:00.000Z' }),
      },
      expect: [
        {
          location,
          severity: 'low',
          message: `aws_instance.web, ${path} holds what its name or its looks say is a token, which ended at 2026-11-01T00:00:00.000Z.`,
          evidence: { path, meaning: 'token', hashed: false, expiresAt: '2026-11-01T00:00:00.000Z', credentials: 1 },
        },
      ],
    },
    {
      name: 'the hash of a password',
      facts: { candidates: candidates({ ...credential, hashed: true }) },
      expect: [
        {
          location,
          severity: 'low',
          message: `aws_instance.web, ${path} holds the hash of a password.`,
          evidence: { path, meaning: 'password', hashed: true, expiresAt: null, credentials: 1 },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'something else that other checks tell of',
      facts: { candidates: candidates(...oneOfEach.filter(({ kind }) => kind !== 'embedded')) },
    },
    { name: 'nothing in it, or a state that was deleted', facts: { candidates: candidates() } },
  ],
  notEvaluable: [
    { name: 'an encrypted state', facts: { candidates: encrypted } },
    { name: 'a damaged state', facts: { candidates: damaged } },
    { name: 'no permission to read the state', facts: { candidates: denied } },
  ],
};

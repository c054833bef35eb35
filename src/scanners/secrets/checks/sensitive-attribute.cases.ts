import type { CheckCases } from '../../scanner.ts';
import type { SecretFacts } from '../facts.ts';
import { candidates, damaged, denied, encrypted, oneOfEach, password } from '../samples.ts';

export const cases: CheckCases<SecretFacts> = {
  fires: [
    {
      name: 'the same where nothing but tests runs',
      facts: {
        candidates: candidates({
          ...password,
          kind: 'sensitive-attribute',
          type: 'aws_db_instance',
          declaredBy: 'state',
        }),
      },
      environment: { criticality: 'development' },
      expect: [
        {
          location: password.location,
          severity: 'low',
          evidence: { path: 'password', type: 'aws_db_instance', declaredBy: 'state' },
        },
      ],
    },
    {
      name: 'the password of a database, which the provider declares sensitive',
      facts: {
        candidates: candidates({
          ...password,
          kind: 'sensitive-attribute',
          type: 'aws_db_instance',
          declaredBy: 'provider',
        }),
      },
      expect: [
        {
          location: 'aws_db_instance.main/attributes/password',
          message: 'aws_db_instance.main, password stands in the state in plain text.',
          evidence: { path: 'password', type: 'aws_db_instance', declaredBy: 'provider' },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'something else that other checks tell of',
      facts: { candidates: candidates(...oneOfEach.filter(({ kind }) => kind !== 'sensitive-attribute')) },
    },
    { name: 'nothing in it, or a state that was deleted', facts: { candidates: candidates() } },
  ],
  notEvaluable: [
    { name: 'an encrypted state', facts: { candidates: encrypted } },
    { name: 'a damaged state', facts: { candidates: damaged } },
    { name: 'no permission to read the state', facts: { candidates: denied } },
  ],
};

import type { CheckCases } from '../../scanner.ts';
import type { IntegrityFacts } from '../facts.ts';
import { denied, gone } from '../samples.ts';

export const cases: CheckCases<IntegrityFacts> = {
  fires: [
    {
      name: 'a state written by a pre-release',
      facts: {
        damage: {
          value: { reason: 'unsupported-version', detail: 'format version 5', pointer: '/version', version: '5' },
        },
      },
      expect: [
        {
          location: '',
          message: 'The state has format version 5, which cannot be read: versions 1 to 4 are.',
          evidence: { version: '5', supported: '1 to 4' },
        },
      ],
    },
    {
      name: 'a state that hides its version',
      facts: { damage: { value: { reason: 'unsupported-version', detail: 'no known format version' } } },
      expect: [{ location: '', evidence: { version: null, supported: '1 to 4' } }],
    },
  ],
  quiet: [
    { name: 'a readable state', facts: { damage: { value: null } } },
    { name: 'a state that was deleted', facts: { damage: gone } },
    {
      name: 'a damaged state, which state/unreadable tells of',
      facts: { damage: { value: { reason: 'not-json', detail: 'this is no JSON' } } },
    },
  ],
  notEvaluable: [{ name: 'no permission to read the state', facts: { damage: denied } }],
};

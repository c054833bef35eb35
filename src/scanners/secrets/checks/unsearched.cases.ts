import type { CheckCases } from '../../scanner.ts';
import type { SecretFacts } from '../facts.ts';
import { candidates, damaged, denied, encrypted, oneOfEach, userData } from '../samples.ts';

const place = { ...userData, path: 'user_data' };
const evidence = { path: 'user_data' };

export const cases: CheckCases<SecretFacts> = {
  fires: [
    {
      name: 'user data that unpack to more than anybody wrote',
      facts: { candidates: candidates({ ...place, kind: 'unsearched', limit: 'size' }) },
      expect: [
        {
          location: place.location,
          message:
            'aws_instance.web, user_data was not looked into, or not into all of it: it has more than a million characters, or unpacks to more.',
          evidence: { ...evidence, limit: 'size' },
        },
      ],
    },
    {
      name: 'a script in a file in an archive in a template in a script',
      facts: { candidates: candidates({ ...place, kind: 'unsearched', limit: 'depth' }) },
      expect: [{ location: place.location, evidence: { ...evidence, limit: 'depth' } }],
    },
  ],
  quiet: [
    {
      name: 'something else that other checks tell of',
      facts: { candidates: candidates(...oneOfEach.filter(({ kind }) => kind !== 'unsearched')) },
    },
    { name: 'nothing in it, or a state that was deleted', facts: { candidates: candidates() } },
  ],
  notEvaluable: [
    { name: 'an encrypted state', facts: { candidates: encrypted } },
    { name: 'a damaged state', facts: { candidates: damaged } },
    { name: 'no permission to read the state', facts: { candidates: denied } },
  ],
};

import type { CheckCases } from '../../scanner.ts';
import type { IntegrityFacts } from '../facts.ts';
import { contents, damaged, encrypted, gone } from '../samples.ts';

export const cases: CheckCases<IntegrityFacts> = {
  fires: [
    {
      name: 'a database whose provisioner failed',
      facts: {
        contents: contents({ tainted: [{ address: 'aws_db_instance.main', pointer: '/resources/2/instances/0' }] }),
      },
      expect: [
        {
          location: 'aws_db_instance.main',
          message: 'aws_db_instance.main is tainted: the next apply destroys and replaces it.',
          evidence: { address: 'aws_db_instance.main' },
        },
      ],
    },
  ],
  quiet: [
    { name: 'no tainted instance', facts: { contents: contents() } },
    {
      name: 'an old object, tainted and set aside, which state/deposed tells of',
      facts: {
        contents: contents({
          tainted: [{ address: 'aws_lb.web', pointer: '/resources/4/instances/1' }],
          deposed: [{ address: 'aws_lb.web', deposedKey: 'a1b2c3d4', pointer: '/resources/4/instances/1' }],
        }),
      },
    },
    { name: 'a state that was deleted', facts: { contents: gone } },
  ],
  notEvaluable: [
    { name: 'an encrypted state', facts: { contents: encrypted } },
    { name: 'a damaged state', facts: { contents: damaged } },
  ],
};

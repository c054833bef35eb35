import type { CheckCases } from '../../scanner.ts';
import type { IntegrityFacts } from '../facts.ts';
import { contents, damaged, encrypted, gone } from '../samples.ts';

export const cases: CheckCases<IntegrityFacts> = {
  fires: [
    {
      name: 'two old objects of one load balancer',
      facts: {
        contents: contents({
          deposed: [
            { address: 'aws_lb.web["eu"]', deposedKey: 'a1b2c3d4', pointer: '/resources/4/instances/1' },
            { address: 'aws_lb.web["eu"]', deposedKey: 'e5f60718', pointer: '/resources/4/instances/2' },
          ],
        }),
      },
      expect: [
        {
          location: 'aws_lb.web["eu"] (deposed a1b2c3d4)',
          message:
            'aws_lb.web["eu"] was replaced, but its old object (deposed a1b2c3d4) was not destroyed: it still runs and costs.',
          evidence: { address: 'aws_lb.web["eu"]', deposedKey: 'a1b2c3d4' },
        },
        {
          location: 'aws_lb.web["eu"] (deposed e5f60718)',
          evidence: { address: 'aws_lb.web["eu"]', deposedKey: 'e5f60718' },
        },
      ],
    },
  ],
  quiet: [
    { name: 'no deposed object', facts: { contents: contents() } },
    { name: 'a state that was deleted', facts: { contents: gone } },
  ],
  notEvaluable: [
    { name: 'an encrypted state', facts: { contents: encrypted } },
    { name: 'a damaged state', facts: { contents: damaged } },
  ],
};

import type { CheckCases } from '../../scanner.ts';
import type { IntegrityFacts } from '../facts.ts';
import { contents, damaged, encrypted, gone } from '../samples.ts';

export const cases: CheckCases<IntegrityFacts> = {
  fires: [
    {
      name: 'a health check that failed, and a postcondition that could not be evaluated',
      facts: {
        contents: contents({
          failedChecks: [
            {
              configAddress: 'check.health',
              objectKind: 'check',
              status: 'fail',
              objects: [{ address: 'check.health', status: 'fail' }],
              pointer: '/check_results/0',
            },
            {
              configAddress: 'aws_db_instance.main',
              objectKind: 'resource',
              status: 'error',
              objects: [
                { address: 'aws_db_instance.main[0]', status: 'pass' },
                { address: 'aws_db_instance.main[1]', status: 'error' },
              ],
              pointer: '/check_results/1',
            },
          ],
        }),
      },
      expect: [
        {
          location: 'check.health',
          message: 'The conditions of check.health failed in the last run.',
          evidence: { objectKind: 'check', status: 'fail', failedObjects: ['check.health'] },
        },
        {
          location: 'aws_db_instance.main',
          message: 'The conditions of aws_db_instance.main could not be evaluated in the last run.',
          evidence: { objectKind: 'resource', status: 'error', failedObjects: ['aws_db_instance.main[1]'] },
        },
      ],
    },
  ],
  quiet: [
    { name: 'no failed check', facts: { contents: contents() } },
    { name: 'a state that was deleted', facts: { contents: gone } },
  ],
  notEvaluable: [
    { name: 'an encrypted state', facts: { contents: encrypted } },
    { name: 'a damaged state', facts: { contents: damaged } },
  ],
};

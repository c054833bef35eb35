import type { CheckCases } from '../../scanner.ts';
import type { IntegrityFacts } from '../facts.ts';
import { denied, gone, listed } from '../samples.ts';

const modifiedAt = '2026-11-20T03:12:00.000Z';

export const cases: CheckCases<IntegrityFacts> = {
  fires: [
    {
      name: 'an apply that lost its connection to the backend',
      facts: { listed: { value: { ...listed.value, key: 'prod/eks/errored.tfstate', modifiedAt } } },
      expect: [
        {
          location: '',
          message: 'A run could not save its state: what it changed stands only in this file.',
          evidence: { directory: 'prod/eks', modifiedAt, bytes: 48213 },
        },
      ],
    },
    {
      name: 'one at the top of the folder',
      facts: { listed: { value: { ...listed.value, key: 'errored.tfstate', modifiedAt } } },
      expect: [{ location: '', evidence: { directory: '.', modifiedAt, bytes: 48213 } }],
    },
  ],
  quiet: [
    {
      name: 'a state whose name only ends like it',
      facts: { listed: { value: { ...listed.value, key: 'prod/not-errored.tfstate', modifiedAt } } },
    },
    { name: 'the file was pushed and deleted', facts: { listed: gone } },
  ],
  notEvaluable: [{ name: 'the source could not be listed', facts: { listed: denied } }],
};

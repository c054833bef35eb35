import type { CheckCases } from '../../scanner.ts';
import type { IntegrityFacts } from '../facts.ts';
import { denied, gone, listed } from '../samples.ts';

export const cases: CheckCases<IntegrityFacts> = {
  fires: [
    {
      name: 'an upload that was cut off',
      facts: {
        listed,
        damage: {
          value: {
            reason: 'truncated',
            detail: 'the document ends in the middle of a value',
            offset: 5120,
            pointer: '/resources/3',
          },
        },
      },
      expect: [
        {
          location: '',
          message: 'The state cannot be read: the document ends in the middle of a value at byte 5120.',
          evidence: {
            reason: 'truncated',
            detail: 'the document ends in the middle of a value',
            offset: 5120,
            pointer: '/resources/3',
          },
        },
      ],
    },
    {
      name: 'a file of 0 bytes, left by a full disk',
      facts: { listed, damage: { value: { reason: 'empty', detail: 'the file is empty', offset: 0 } } },
      expect: [
        {
          location: '',
          message: 'The state is empty (0 bytes): Terraform takes it for a new one and would create everything again.',
          evidence: { reason: 'empty', detail: 'the file is empty', offset: 0, pointer: null },
        },
      ],
    },
  ],
  quiet: [
    { name: 'a readable state', facts: { listed, damage: { value: null } } },
    { name: 'a state that was deleted', facts: { listed, damage: gone } },
    {
      name: 'a format version from the future, which state/unsupported-version tells of',
      facts: { listed, damage: { value: { reason: 'unsupported-version', detail: 'format version 5', version: '5' } } },
    },
  ],
  notEvaluable: [{ name: 'no permission to read the state', facts: { listed, damage: denied } }],
};

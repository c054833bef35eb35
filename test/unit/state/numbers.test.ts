import { expect, test } from 'vitest';
import { ExactNumber } from '../../../src/state/json.ts';
import { numberOf } from '../../../src/state/numbers.ts';

test.each([
  ['0', 0],
  ['-0', -0],
  ['1.10', 1.1],
  ['1e3', 1000],
  ['1E+2', 100],
  ['-12.5e-3', -0.0125],
  ['9007199254740991', 9007199254740991],
  ['9007199254740992', 9007199254740992],
  ['100000000000000000000', 1e20],
  ['0.30000000000000004', 0.1 + 0.2],
  ['0.00000000000000000000', 0],
  ['1.50000000000000000000', 1.5],
  ['5e-324', 5e-324],
])('%s is kept by a double', (text, value) => {
  expect(numberOf(text)).toBe(value);
});

test.each([
  '9007199254740993',
  '-9007199254740993',
  '12345678901234567890',
  '3.14159265358979323846',
  '1e400',
  '-1e400',
  '1e-400',
  '123456789012345678e-10',
])('%s is kept as its text', (text) => {
  expect(numberOf(text)).toEqual(new ExactNumber(text));
});

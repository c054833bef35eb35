import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesWildcard } from '../../src/wildcard.ts';

const pieces = fc.array(fc.constantFrom('a', 'b', 'ab', '*', '**', '[0]', '"x/y"', '.'), { maxLength: 8 });

it('says what a regular expression of the same meaning says', () => {
  fc.assert(
    fc.property(pieces, pieces, (pattern, text) => {
      const source = pattern
        .join('')
        .split('*')
        .map((part) => part.replaceAll(/[[\].\\/"]/g, '\\$&'))
        .join('[^]*');
      const matches = new RegExp(`^${source}$`).test(text.join(''));
      expect(matchesWildcard(pattern.join(''), text.join(''))).toBe(matches);
    }),
    { numRuns: 2000 },
  );
});

it('takes brackets and quotes for what they are', () => {
  expect(matchesWildcard('module.*.aws_db_instance.main["eu/1"]', 'module.a["b"].aws_db_instance.main["eu/1"]')).toBe(
    true,
  );
  expect(matchesWildcard('aws_instance.web[0]', 'aws_instance.web0')).toBe(false);
});

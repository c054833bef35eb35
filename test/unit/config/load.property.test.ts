import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { ConfigurationInvalidError } from '../../../src/config/errors.ts';
import { parseConfiguration } from '../../../src/config/load.ts';
import { configurableScanners } from '../../support/configurable-scanners.ts';

/** Loads or names mistakes; anything else is a defect. */
function mistakesOf(text: string): readonly { line: number; column: number; message: string }[] {
  try {
    parseConfiguration(text, { scanners: configurableScanners, file: 'f', baseFolder: '/' });
    return [];
  } catch (error) {
    if (error instanceof ConfigurationInvalidError) return error.mistakes;
    throw error;
  }
}

function expectPlaced(text: string): void {
  const lines = text.split('\n').length;
  for (const { line, column, message } of mistakesOf(text)) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(message).not.toBe('');
  }
}

const keys = fc.constantFrom('sources', 'scanners', 'locks', 'checks', 'stale', 'environments', 'limits', 'alerts');
const structures = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(keys, fc.string()), tie('value'), { maxKeys: 4 }),
  ),
}));

test('whatever stands in a file, it loads or its mistakes are told with their place', () => {
  fc.assert(fc.property(structures.value, (content) => expectPlaced(stringify(content))));
});

test('whatever text a file is, it loads or its mistakes are told with their place', () => {
  const pieces = fc.constantFrom(
    'a: ',
    '- ',
    '\n',
    '  ',
    '\t',
    '&x ',
    '*x',
    '<<: ',
    '{',
    '}',
    '[',
    ']',
    '"',
    '#',
    '!t ',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join('')),
  );
  fc.assert(fc.property(text, expectPlaced), { numRuns: 500 });
});

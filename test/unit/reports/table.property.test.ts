import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { tableFormat } from '../../../src/reports/table.ts';
import { reportOf, sampleFinding } from '../../support/sample-report.ts';

it('fits the terminal, and leaves it alone, whatever stands in names and messages', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.integer({ min: 40, max: 160 }),
      (name, message, columns) => {
        const finding = sampleFinding({
          stateKey: name,
          address: message,
          message,
          owner: name,
          environment: name,
          remediation: 'Look.',
        });
        const report = reportOf([finding], { resolved: [finding] });
        const lines = tableFormat.render(report, [], { columns, colour: false }).split('\n');
        expect(lines.filter((line) => stringWidth(line) > columns)).toEqual([]);
        expect(lines.join('')).not.toMatch(/\p{Cc}/u);
      },
    ),
  );
});

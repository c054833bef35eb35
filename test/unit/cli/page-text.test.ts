import { expect, test } from 'vitest';
import { pageText } from '../../../src/cli/page-text.ts';

test('paragraphs and lists are wrapped anew, headings, tables and code stay', () => {
  const page = [
    '## What to do',
    '',
    'A paragraph that goes on',
    'in a second line.',
    '1. An entry that is long',
    '   and goes on as well.',
    '- Another.',
    '',
    '| a | a row that is wider than the terminal |',
    '```',
    'terraform force-unlock LOCK_ID -force',
    '  indented',
    '```',
    'After.',
  ].join('\n');

  expect(pageText(page, 24)).toBe(
    [
      '## What to do',
      '',
      'A paragraph that goes on',
      'in a second line.',
      '1. An entry that is long',
      '   and goes on as well.',
      '- Another.',
      '',
      '| a | a row that is wider than the terminal |',
      '```',
      'terraform force-unlock LOCK_ID -force',
      '  indented',
      '```',
      'After.',
    ].join('\n'),
  );
  expect(pageText('A paragraph that\ngoes on.', 80)).toBe('A paragraph that goes on.');
  expect(pageText('- An entry of a list', 12)).toBe('- An entry\n  of a list');
});

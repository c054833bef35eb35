import { describe, expect, test } from 'vitest';
import { backtrackingOf } from '../../../src/config/backtracking.ts';
import { parseConfiguration } from '../../../src/config/load.ts';
import { scanners } from '../../../src/scanners/index.ts';

describe('an expression whose time gets out of hand', () => {
  test.each([
    ['(a+)+$', 'doubles with every character of a text like "aaa…": a+ at character 2 and (a+)+ at character 1'],
    ['xa*.*a*y', 'the square of the length'],
    ['[a-z]+@acme', '[a-z]+ at character 1; begin with \\b or a fixed text'],
    ['x(?:ab|ba|aba)+y', 'alternatives repeat in (?:ab|ba|aba)+ at character 2'],
    ['^(?:a|a)*b', 'alternatives repeat in (?:a|a)* at character 2'],
    ['x(?=(?:(b|bb)c?){11}d)', 'alternatives repeat in (?:(b|bb)c?){11} at character 5'],
  ])('%s is refused', (source, reason) => {
    expect(backtrackingOf(source)).toContain(reason);
  });

  test.each([
    String.raw`\bacme_[0-9A-Za-z]{32}\b`,
    '(?:acme|emca)-[a-z]{1,40}',
    String.raw`\b[a-z]+@acme`,
    'acme(?:-(?:eu|us)){1,4}-[0-9]+',
    '(?i:acme)_[a-f0-9]{40}',
  ])('%s is taken', (source) => {
    expect(backtrackingOf(source)).toBeNull();
  });
});

test.each([
  ['[{ name: a, regex: "(a+)+$" }]', '1:53: scanners.secrets.patterns[0].regex: it takes time that doubles'],
  ['[{ name: a, regex: "x(" }]', 'it is no regular expression as JavaScript has them (Unterminated group)'],
  ['[{ name: a, regex: "(?i)acme" }]', 'write (?i:...) around what may be in upper and lower case'],
  ['[{ name: a, regex: "a?" }]', 'it matches a text of no characters'],
  ['[{ name: a, regex: acme, keywords: [ac] }]', 'keywords[0]: "ac" is not allowed; write at least 3 characters'],
  [
    '[{ name: a, regex: acme }, { name: a, regex: b }]',
    'patterns[1].name: "a" is not allowed; another pattern has this',
  ],
  ['[{ name: A b, regex: acme }]', 'write lower-case letters, digits and dashes, such as acme-token'],
])('patterns %s are answered with the place and the fix', (patterns, answer) => {
  const text = `scanners: { secrets: { patterns: ${patterns} } }`;
  const parse = () => parseConfiguration(text, { scanners, file: 'statewarden.yaml', baseFolder: '/' });
  expect(parse).toThrow(answer);
});

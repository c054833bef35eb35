import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText, shellWord } from '../../../src/scanners/plain-text.ts';

describe('plainText', () => {
  it('never holds a control character, and never more than the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 1, max: 50 }), (text, limit) => {
        const plain = plainText(text, limit);
        expect(plain.length).toBeLessThanOrEqual(limit);
        expect(plain).not.toMatch(/\p{C}/u);
      }),
    );
  });

  it('leaves ordinary text as it is', () => {
    expect(plainText('Ünal@büro-7')).toBe('Ünal@büro-7');
  });

  it('shows where text was cut', () => {
    expect(plainText('abcdef', 4)).toBe('abc…');
    expect(plainText('abcd', 4)).toBe('abcd');
  });

  it('defuses an escape sequence', () => {
    expect(plainText('ada\u001b[2Jroot')).toBe('ada [2Jroot');
  });
});

describe('shellWord', () => {
  it('is one word that a shell takes literally, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), (text) => {
        const printed = execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' });
        expect(printed).toBe(text);
      }),
      { numRuns: 50, examples: [["it's; rm -rf /"], ['$(id)'], ['`id`'], ['-f'], ['a b'], ['\n']] },
    );
  });

  it('leaves a plain path unquoted', () => {
    expect(shellWord('/srv/states/net/terraform.tfstate')).toBe('/srv/states/net/terraform.tfstate');
  });
});

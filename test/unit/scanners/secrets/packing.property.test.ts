import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pack, unpack } from '../../../../src/scanners/secrets/packing.ts';

it('gives back every text, in signs that need no escape', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      const packed = pack(text);
      expect(packed).not.toMatch(/['"`\\\s]/);
      expect(unpack(packed)).toBe(text);
    }),
  );
});

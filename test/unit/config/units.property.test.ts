import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesSchema } from '../../../src/config/bytes.ts';
import { durationSchema } from '../../../src/config/duration.ts';

describe('a duration', () => {
  test.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['7d', 604_800_000],
    ['2w', 1_209_600_000],
  ])('%s is %i milliseconds', (text, milliseconds) => {
    expect(durationSchema.parse(text)).toBe(milliseconds);
  });

  test.each([30, '30', '0m', '-5m', '1.5h', '5 m', '5min', '5M', ' 5m', '', 'm', null, '1234567d'])(
    '%j is refused',
    (written) => {
      expect(durationSchema.safeParse(written).success).toBe(false);
    },
  );

  test('grows with its number and is exact', () => {
    const numbers = fc.integer({ min: 1, max: 999_999 });
    fc.assert(fc.property(numbers, (n) => durationSchema.parse(`${n}w`) === n * 7 * durationSchema.parse('1d')));
  });
});

describe('a size', () => {
  test.each([
    ['0B', 0],
    ['1KiB', 1024],
    ['64MiB', 67_108_864],
    ['2GiB', 2_147_483_648],
    ['1KB', 1000],
    ['512MB', 512_000_000],
    ['1GB', 1_000_000_000],
    [4096, 4096],
  ])('%s is %i bytes', (written, bytes) => {
    expect(bytesSchema.parse(written)).toBe(bytes);
  });

  test.each(['64', '64M', '64 MiB', '1.5GiB', '-1MiB', 'MiB', -1, 1.5, '', null])('%j is refused', (written) => {
    expect(bytesSchema.safeParse(written).success).toBe(false);
  });

  test('is the same as a number and as text', () => {
    fc.assert(fc.property(fc.nat(999_999), (n) => bytesSchema.parse(`${n}KiB`) === bytesSchema.parse(n * 1024)));
  });
});

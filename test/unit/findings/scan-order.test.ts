import { describe, expect, it } from 'vitest';
import { isOlder, rememberedOrder } from '../../../src/findings/scan-order.ts';
import { day } from '../../support/findings.ts';

const order = (versionAt: string, serial: number | null, lookedAt: string) => ({ versionAt, serial, lookedAt });

describe('which of two scans saw the older state', () => {
  it('is told by the time of the version, whenever the workers looked', () => {
    expect(isOlder(order(day(1), 9, day(9)), order(day(2), 1, day(2)))).toBe(true);
    expect(isOlder(order(day(2), 1, day(2)), order(day(1), 9, day(9)))).toBe(false);
  });

  it('is told by the serial where two versions are of one time', () => {
    expect(isOlder(order(day(1), 4, day(9)), order(day(1), 5, day(2)))).toBe(true);
    expect(isOlder(order(day(1), 5, day(2)), order(day(1), 4, day(9)))).toBe(false);
  });

  it('is told by the time of looking for two looks at one version, also where one read no serial', () => {
    expect(isOlder(order(day(1), 4, day(2)), order(day(1), 4, day(3)))).toBe(true);
    expect(isOlder(order(day(1), 4, day(2)), order(day(1), null, day(3)))).toBe(true);
    expect(isOlder(order(day(1), null, day(3)), order(day(1), 4, day(2)))).toBe(false);
  });

  it('compares times, not their spelling', () => {
    const short = order('2026-11-01T00:00:00Z', 4, '2026-11-02T00:00:00Z');
    const long = order('2026-11-01T00:00:00.000Z', 4, '2026-11-02T01:00:00.000+01:00');
    expect([isOlder(short, long), isOlder(long, short)]).toEqual([false, false]);
  });

  it('counts the same scan, delivered twice, as not older', () => {
    expect(isOlder(order(day(1), 4, day(2)), order(day(1), 4, day(2)))).toBe(false);
  });

  it('keeps the serial of a version in mind when a later look did not read it, and forgets it with the version', () => {
    const before = order(day(1), 4, day(2));
    expect(rememberedOrder(order(day(1), null, day(3)), before).serial).toBe(4);
    expect(rememberedOrder(order(day(3), null, day(3)), before).serial).toBeNull();
  });
});

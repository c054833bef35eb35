import { expect, it } from 'vitest';
import { retryDelay, scanBudget, targetsAtOnce } from '../../../src/pipeline/scan-budget.ts';

it.each([
  { left: 300_000, budget: 285_000 },
  { left: 5_000, budget: 4_000 },
  { left: 500, budget: 1_000 },
])('leaves time to hand back messages: of $left ms it takes $budget', ({ left, budget }) => {
  expect(scanBudget(left)).toBe(budget);
});

const mebibyte = 1024 ** 2;
const limits = { streamAbove: 96 * mebibyte, largestState: 0, largestValue: 0, concurrency: 8, rescansPerSweep: 0 };

it.each([
  { memory: 128, targets: 1 },
  { memory: 1769, targets: 3 },
  { memory: 10_240, targets: 8 },
])('looks at $targets states at once in $memory MiB', ({ memory, targets }) => {
  expect(targetsAtOnce(memory * mebibyte, limits)).toBe(targets);
});

it('waits twice as long each time, a quarter of an hour at most', () => {
  expect([1, 2, 3, 8, 9, 100].map(retryDelay)).toEqual([5, 10, 20, 640, 900, 900]);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { discoveryBar } from '../../../src/cli/init-progress.ts';
import { Capture } from '../../support/capture.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function display(isTTY = true) {
  const stream = new Capture({ isTTY, columns: 80 });
  const interruption = new AbortController();
  const tidy = new Set<() => void>();
  const bar = discoveryBar({
    stderr: Object.assign(stream, { cursorTo: () => true, clearLine: () => true }),
    signal: interruption.signal,
    onExit(action) {
      tidy.add(action);
      return () => tidy.delete(action);
    },
  });
  return { stream, bar, interruption, tidy };
}

test('a look that takes long is shown, and gone when it is over', () => {
  const { stream, bar, tidy } = display();
  bar.show({ done: 1, total: 40, requests: 3 });
  vi.advanceTimersByTime(2500);
  expect(stream.text).toContain('1 of 40 buckets, 3 requests');
  vi.advanceTimersByTime(1000);
  bar.show({ done: 12, total: 40, requests: 90 });
  expect(stream.text).toContain('12 of 40 buckets, 90 requests');
  bar.stop();
  expect(tidy.size).toBe(0);
  const after = stream.text;
  bar.show({ done: 13, total: 40, requests: 91 });
  vi.advanceTimersByTime(5000);
  expect(stream.text).toBe(after);
});

test('a short look shows nothing', () => {
  const { stream, bar } = display();
  bar.show({ done: 1, total: 1, requests: 3 });
  vi.advanceTimersByTime(1000);
  bar.stop();
  vi.advanceTimersByTime(5000);
  expect(stream.text).toBe('');
});

test('nothing is shown where nobody looks, or after an interruption', () => {
  const { stream, bar } = display(false);
  const other = display();
  other.interruption.abort();
  bar.show({ done: 1, total: 1, requests: 3 });
  other.bar.show({ done: 1, total: 1, requests: 3 });
  vi.advanceTimersByTime(5000);
  expect(stream.text + other.stream.text).toBe('');
});

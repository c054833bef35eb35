import { expect, test } from 'vitest';
import { progressBar } from '../../../src/cli/progress.ts';
import { Capture } from '../../support/capture.ts';

function display() {
  const stream = new Capture({ isTTY: true, columns: 80 });
  const tidy = new Set<() => void>();
  const interruption = new AbortController();
  const bar = progressBar({
    stderr: Object.assign(stream, { cursorTo: () => true, clearLine: () => true }),
    signal: interruption.signal,
    onExit(action) {
      tidy.add(action);
      return () => tidy.delete(action);
    },
  });
  return { stream, tidy, bar, interruption };
}

test('a bar tells states, megabytes and findings', () => {
  const { stream, bar } = display();
  bar.show({ statesFound: null, statesDone: 2, bytesRead: 1_500_000, findings: 1 });
  bar.show({ statesFound: 40, statesDone: 40, bytesRead: 70_000_000, findings: 3 });
  bar.stop();

  expect(stream.text).toContain('2 states, 1.5 MB, 1 findings');
  expect(stream.text).toContain('40 of 40 states, 70.0 MB, 3 findings');
});

test('a terminal is put in order once, also when the process ends at once', () => {
  const { stream, tidy, bar } = display();
  bar.show({ statesFound: 3, statesDone: 1, bytesRead: 0, findings: 0 });
  expect(tidy.size).toBe(1);

  for (const action of [...tidy]) action();
  const after = stream.text;
  bar.stop();

  // Line wrapping is on again: DECAWM, `CSI ? 7 h`.
  expect(after).toContain('\u001B[?7h');
  expect(stream.text).toBe(after);
  expect(tidy.size).toBe(0);
});

test('an interrupted bar is gone for good', () => {
  const { stream, bar, interruption } = display();
  bar.show({ statesFound: 3, statesDone: 1, bytesRead: 0, findings: 0 });
  interruption.abort();
  const after = stream.text;
  bar.show({ statesFound: 3, statesDone: 2, bytesRead: 0, findings: 0 });
  bar.stop();
  expect(after).toContain('\u001B[?7h');
  expect(stream.text).toBe(after);
});

test('a bar that was never shown writes nothing', () => {
  const { stream, bar } = display();
  bar.stop();
  expect(stream.text).toBe('');
});

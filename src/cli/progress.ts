import { Presets, SingleBar } from 'cli-progress';
import type { ScanProgress } from '../pipeline/scan-estate.ts';
import type { Session } from './session.ts';

type ProgressSession = Pick<Session, 'stderr' | 'onExit' | 'signal'>;

export interface ProgressDisplay {
  show(progress: ScanProgress): void;
  /** Takes the display away and leaves the terminal as it was. May be called twice. */
  stop(): void;
}

const megabyte = 1_000_000;

/** A bar on one line of the terminal, gone when the work is over or interrupted. @param what is done, as the line begins */
export function progressBar(
  { stderr: stream, onExit, signal }: ProgressSession,
  what: 'Scanning' | 'Drilling' = 'Scanning',
): ProgressDisplay {
  const format = `${what} {bar} {states} states, {megabytes} MB, {findings} findings`;
  const bar = new SingleBar({ stream, format, clearOnComplete: true, barsize: 20 }, Presets.shades_grey);
  let stopped = false;
  let forget: (() => void) | undefined;
  const stop = () => {
    stopped = true;
    forget?.();
    if (bar.isActive) bar.stop();
  };
  signal.addEventListener('abort', stop, { once: true });
  return {
    show({ statesFound, statesDone, bytesRead, findings }) {
      if (stopped) return;
      const values = {
        states: statesFound === null ? String(statesDone) : `${statesDone} of ${statesFound}`,
        megabytes: (bytesRead / megabyte).toFixed(1),
        findings,
      };
      // A bar without a known end stays empty: it would jump back whenever more is found.
      const total = statesFound ?? Number.POSITIVE_INFINITY;
      if (!bar.isActive) {
        forget = onExit(stop);
        bar.start(total, statesDone, values);
      } else {
        bar.setTotal(total);
        bar.update(statesDone, values);
      }
    },
    stop,
  };
}

/** Shows nothing: for pipes, logs and `--quiet`. */
export const noProgress: ProgressDisplay = { show: () => undefined, stop: () => undefined };

import { Presets, SingleBar } from 'cli-progress';
import type { DiscoveryProgress } from '../discovery/discover.ts';
import type { Session } from './session.ts';

export interface DiscoveryDisplay {
  show(progress: DiscoveryProgress): void;
  /** Takes the display away. May be called twice. */
  stop(): void;
}

const format = 'Looking {bar} {value} of {total} buckets, {requests} requests';
/** A look that is over sooner needs no display. */
const patience = 2_000;

/** A bar on one line of the terminal that appears when looking takes long, and is gone when it is over or interrupted. */
export function discoveryBar({
  stderr: stream,
  onExit,
  signal,
}: Pick<Session, 'stderr' | 'onExit' | 'signal'>): DiscoveryDisplay {
  if (stream.isTTY !== true) return { show: () => undefined, stop: () => undefined };
  const bar = new SingleBar({ stream, format, clearOnComplete: true, barsize: 20 }, Presets.shades_grey);
  let latest: DiscoveryProgress = { done: 0, total: 0, requests: 0 };
  const draw = () => {
    const { done, total, requests } = latest;
    bar.setTotal(total);
    bar.update(done, { requests });
  };
  const timer = setTimeout(() => {
    bar.start(latest.total, latest.done, { requests: latest.requests });
  }, patience);
  const stop = () => {
    clearTimeout(timer);
    forget();
    if (bar.isActive) bar.stop();
  };
  const forget = onExit(stop);
  signal.addEventListener('abort', stop, { once: true });
  return {
    show(progress) {
      latest = progress;
      if (bar.isActive) draw();
    },
    stop,
  };
}

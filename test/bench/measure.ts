import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as z from 'zod';

const measurementSchema = z.object({ milliseconds: z.number(), findings: z.int(), peakBytes: z.int() });

/** One way to go through a folder of states, in a process of its own. */
export type Measurement = z.output<typeof measurementSchema>;

/** What a process does: only parse, or a whole scan with `limits.streamAbove` as it is or as given. */
export type Way = 'parse' | 'scan' | `${number}MiB`;

const runs = 5;

/** @returns the median by time of several runs, with the highest peak of memory among them */
export function measure(folder: string, way: Way): Measurement {
  const all = Array.from({ length: runs }, () => measureOnce(folder, way)).sort(
    (a, b) => a.milliseconds - b.milliseconds,
  );
  const median = all[Math.floor(runs / 2)];
  if (median === undefined) throw new TypeError('nothing was measured');
  return { ...median, peakBytes: Math.max(...all.map(({ peakBytes }) => peakBytes)) };
}

function measureOnce(folder: string, way: Way): Measurement {
  const script = join(import.meta.dirname, 'process.ts');
  const run = spawnSync(process.execPath, [script, folder, way], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (run.status !== 0) throw new Error(`the measurement ${way} of ${folder} ended with ${run.status ?? run.signal}`);
  return measurementSchema.parse(JSON.parse(run.stdout));
}

/** What was gone through. */
interface Amount {
  readonly states: number;
  readonly bytes: number;
  readonly largestBytes: number;
}

export const throughputColumns = [
  '',
  'seconds',
  'MB/s',
  'states/s',
  'findings',
  'time ÷ JSON.parse',
  'peak RSS (MB)',
  'RSS ÷ JSON.parse',
  'RSS ÷ largest state',
];

/** @param parse measurement of JSON.parse over the same bytes, in the same run of the bench */
export function throughputRow(
  name: string,
  { milliseconds, findings, peakBytes }: Measurement,
  { states, bytes, largestBytes }: Amount,
  parse: Measurement,
): readonly string[] {
  const seconds = milliseconds / 1000;
  return [
    name,
    seconds.toFixed(2),
    (bytes / 1e6 / seconds).toFixed(0),
    (states / seconds).toFixed(states / seconds < 10 ? 1 : 0),
    String(findings),
    (milliseconds / parse.milliseconds).toFixed(1),
    (peakBytes / 1e6).toFixed(0),
    (peakBytes / parse.peakBytes).toFixed(1),
    (peakBytes / largestBytes).toFixed(1),
  ];
}

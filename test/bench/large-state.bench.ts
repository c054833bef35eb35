import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { generateStateChunks } from '../support/generate-state.ts';
import type { Bench } from './bench.ts';
import { measure, throughputColumns, throughputRow } from './measure.ts';

const size = 70_000_000;

/** One state of 70 MB. */
export const bench: Bench = {
  name: 'large-state',
  page: 'performance',
  async run(folder) {
    const nothing = join(folder, 'nothing');
    const states = join(folder, 'states');
    for (const path of [nothing, states]) mkdirSync(path);
    const bytes = writeState(join(states, 'terraform.tfstate'));
    const amount = { states: 1, bytes, largestBytes: bytes };
    const parse = measure(states, 'parse');
    const ofNothing = measure(nothing, 'scan');
    return [
      {
        title: `One state of ${(bytes / 1e6).toFixed(0)} MB`,
        note: `A scan of an empty folder takes ${(ofNothing.milliseconds / 1000).toFixed(2)} s and ${(ofNothing.peakBytes / 1e6).toFixed(0)} MB.`,
        columns: throughputColumns,
        rows: [
          throughputRow('JSON.parse alone', parse, amount, parse),
          throughputRow('whole scan, parsed at once', measure(states, '100MiB'), amount, parse),
          throughputRow('whole scan, as a stream', measure(states, '0MiB'), amount, parse),
        ],
      },
    ];
  },
};

function writeState(path: string): number {
  const file = openSync(path, 'w');
  try {
    let bytes = 0;
    for (const chunk of generateStateChunks({ bytes: size, seed: 1 })) bytes += writeSync(file, chunk);
    return bytes;
  } finally {
    closeSync(file);
  }
}

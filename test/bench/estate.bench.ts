import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateState } from '../support/generate-state.ts';
import type { Bench } from './bench.ts';
import { measure, throughputColumns, throughputRow } from './measure.ts';

/** Sizes as estates have them: many small states, few large ones. */
const sizes = [
  { states: 1400, bytes: 20_000 },
  { states: 500, bytes: 150_000 },
  { states: 95, bytes: 1_500_000 },
  { states: 5, bytes: 20_000_000 },
] as const;

/** An estate of 2,000 states. */
export const bench: Bench = {
  name: 'estate',
  page: 'performance',
  async run(folder) {
    const amount = writeEstate(folder);
    const parse = measure(folder, 'parse');
    return [
      {
        title: `An estate of 2,000 states, ${(amount.bytes / 1e6).toFixed(0)} MB`,
        note: `${sizes.map(({ states, bytes }) => `${states} of ${bytes / 1e6} MB`).join(', ')}; one in ten lacks a backup. All findings are new.`,
        columns: throughputColumns,
        rows: [
          throughputRow('JSON.parse alone', parse, amount, parse),
          throughputRow('whole scan', measure(folder, 'scan'), amount, parse),
          throughputRow('whole scan, all as streams', measure(folder, '0MiB'), amount, parse),
        ],
      },
    ];
  },
};

/** Large and small ones mixed, as a listing would give them. */
function writeEstate(folder: string) {
  let states = 0;
  let bytes = 0;
  let largestBytes = 0;
  for (const size of sizes) {
    for (let index = 0; index < size.states; index++) {
      // A state that was written again and has no backup is a finding.
      const serial = states % 10 === 0 ? 2 : 1;
      const state = generateState({ bytes: size.bytes, seed: states, serial });
      const home = join(folder, ['prod', 'staging', 'dev'][index % 3] ?? '', `stack-${index}-of-${size.bytes}`);
      mkdirSync(home, { recursive: true });
      writeFileSync(join(home, 'terraform.tfstate'), state);
      states++;
      bytes += state.length;
      largestBytes = Math.max(largestBytes, state.length);
    }
  }
  return { states, bytes, largestBytes };
}

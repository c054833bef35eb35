import type { BaselineOptions } from './baseline.ts';
import type { Program } from './program.ts';

const examples = `
Examples:
  $ statewarden baseline --reason "there before us" --owner platform
                                        write baseline.json, for 90 days
  $ statewarden baseline                the same again: takes in what is new,
                                        drops what is gone
  $ statewarden baseline --prune        only drops what is gone

Name the file in statewarden.yaml, so that scans and deployments know of it:

  baseline: baseline.json

Its findings are suppressed until the day it expires; new ones are told.
The file holds no values: ids of findings, checks, states, and where they are.

Exit codes: 0 written, 2 wrong usage or configuration, 3 something could not
be read: then nothing is dropped.`;

export function addBaselineCommand({ command, session, exit }: Program): void {
  command
    .command('baseline')
    .description('write down the findings of today, so that only new ones are told')
    .argument('[places...]', 'folders, state files or s3://bucket/prefix; by default the sources of the configuration')
    .option('-c, --config <file>', 'configuration (default: statewarden.yaml in this folder, if there)')
    .option('-o, --output <file>', 'the file (default: the baseline of the configuration, or baseline.json)')
    .option('--reason <text>', 'why the findings need not be told; by default as it was')
    .option('--owner <name>', 'who answers for that; by default as it was')
    .option('--expires <day>', 'last day that it holds, 2027-03-31; by default as it was, or in 90 days')
    .option('--prune', 'take in nothing new')
    .option('-q, --quiet', 'no progress and no notes on standard error')
    .addHelpText('after', examples)
    .action(async (places: readonly string[], options: BaselineOptions) => {
      const { baseline } = await import('./baseline.ts');
      exit(await baseline(places, options, session));
    });
}

import { Option } from 'commander';
import { defaultConfigurationFile } from '../config/load.ts';
import type { InitOptions } from './init.ts';
import type { Program } from './program.ts';

const examples = `
Examples:
  $ statewarden init                           asks on a terminal
  $ statewarden init --discover                looks through the account for buckets with states
  $ statewarden init --discover --region eu-west-1 --yes
  $ statewarden init --bucket acme-tfstate     asks AWS nothing; acme-tfstate/prod/ for a prefix

Nothing is changed in the account: --discover lists buckets, some of their keys and their
settings, and looks for DynamoDB lock tables. What it may not read it tells.

Exit codes: 0 written, 2 wrong usage or nothing found, 3 something could not be looked at
(what was found is written nevertheless), 130 interrupted`;

export function addInitCommand({ command, session, exit }: Program): void {
  const repeated = (value: string, before: readonly string[]) => [...before, value];
  command
    .command('init')
    .description('write a configuration: asks, or looks through the account')
    .option('-o, --output <file>', 'where to write it', defaultConfigurationFile)
    .option('--discover', 'look through the account, or the named buckets, for states; only reads')
    .addOption(
      new Option('-b, --bucket <name>', 'a bucket that holds states, or BUCKET/PREFIX; may be repeated')
        .argParser(repeated)
        .default([], 'none'),
    )
    .option('--region <region>', 'only buckets of this region')
    .option('-y, --yes', 'ask nothing, take what is proposed')
    .option('--force', 'replace the file if it is there')
    .addHelpText('after', examples)
    .action(async (options: InitOptions) => {
      // Loaded only now: a help text needs no AWS.
      const { init } = await import('./init.ts');
      exit(await init(options, session));
    });
}

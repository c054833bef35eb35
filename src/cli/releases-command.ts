import { Option } from 'commander';
import type { Program } from './program.ts';
import type { HistoryOptions } from './releases-history.ts';
import type { StatusOptions } from './releases-status.ts';

const storeHelp = 'dynamodb://TABLE of a deployment, or the folder that scan --store keeps';

const historyExamples = `
Examples:
  $ statewarden releases history production --store dynamodb://TABLE
  $ statewarden releases history production --store dynamodb://TABLE --at 2026-03-03

--at shows what ran at the end of that day (UTC), or at a time
(2026-03-03T14:00:00Z). TABLE is FindingsTableName of the deployed stack.`;

const statusExamples = `
Examples:
  $ statewarden releases status
  $ statewarden releases status --format json --store dynamodb://TABLE

VERIFIED is "-" where the repository marks no releases as verified. DRIFT says
what of the deployed release is not as its tag says: manifest, places, untagged,
unknown.

Exit codes:
    0  everything could be read
    2  wrong usage or configuration
    3  something could not be read`;

export function addReleasesCommand({ command, session, exit }: Program): void {
  const format = () => new Option('-f, --format <name>', 'format').choices(['table', 'json']).default('table');
  const releases = command.command('releases').description('what environments run, and what they ran');

  releases
    .command('history')
    .description('print which versions an environment ran, and since when')
    .argument('<environment>', 'name of the environment')
    .requiredOption('--store <place>', storeHelp)
    .option('--at <time>', 'only what ran at that time')
    .addOption(format())
    .addHelpText('after', historyExamples)
    .action(async (environment: string, options: HistoryOptions) => {
      const { releasesHistory } = await import('./releases-history.ts');
      await releasesHistory(environment, options, session);
    });

  releases
    .command('status')
    .description('print what each environment runs of each repository')
    .option('-c, --config <file>', 'configuration (default: statewarden.yaml in this folder)')
    .option('--store <place>', `what is known already: ${storeHelp}`)
    .addOption(format())
    .addHelpText('after', statusExamples)
    .action(async (options: StatusOptions) => {
      const { releasesStatus } = await import('./releases-status.ts');
      exit(await releasesStatus(options, session));
    });
}

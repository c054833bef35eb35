import { Option } from 'commander';
import { activityKinds } from '../findings/activity.ts';
import type { ActivityOptions } from './activity.ts';
import type { Program } from './program.ts';

const examples = `
Examples:
  $ statewarden activity --store dynamodb://TABLE --kind drill --since 30d
  $ statewarden activity --store .statewarden --source main --key prod/net.tfstate
  $ statewarden activity --store dynamodb://TABLE --format json > evidence.json

TABLE is FindingsTableName of the deployed stack. What the fields of each kind
mean stands in docs/formats.md.`;

export function addActivityCommand({ command, session }: Program): void {
  command
    .command('activity')
    .description('print what was done: drills, restores, deployments')
    .requiredOption('--store <place>', 'dynamodb://TABLE of a deployment, or the folder that scan --store keeps')
    .addOption(new Option('-k, --kind <kind>', 'only this kind').choices(activityKinds))
    .option('--since <time>', 'how long ago (30d), or a day (2026-11-01)')
    .option('--source <name>', 'of one state: name of its source')
    .option('--key <key>', 'of one state: its key')
    .addOption(new Option('-f, --format <name>', 'format').choices(['table', 'json']).default('table'))
    .addHelpText('after', examples)
    .action(async (options: ActivityOptions) => {
      // Loaded only now: a help text needs no database and no AWS.
      const { activity } = await import('./activity.ts');
      await activity(options, session);
    });
}

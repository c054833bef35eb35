import { InvalidArgumentError, Option } from 'commander';
import { provers } from '../drill/prove.ts';
import type { DrillOptions } from './drill.ts';
import type { Program } from './program.ts';

const examples = `
Examples:
  $ statewarden drill s3://acme-tfstate/prod       read back what would be restored
  $ statewarden drill . --prove tofu               have OpenTofu read it too
  $ statewarden drill --store dynamodb://TABLE     the sources of statewarden.yaml, recorded
  $ statewarden drill . --key net/terraform.tfstate --to ./scratch

Nothing is written but what --to and --store ask for. A deployment drills by
itself, each state at least every scanners.backups.drillEvery.

Exit codes:
    0  all that was read back is a state to go back to
    1  something is not
    2  wrong usage or configuration
    3  something could not be read. It wins over 1`;

export function addDrillCommand({ command, session, exit }: Program): void {
  const repeated = (value: string, before: readonly string[]) => [...before, value];
  command
    .command('drill')
    .description('read earlier versions and copies of states back, to prove that they could be restored')
    .argument('[places...]', 'folders, state files or s3://bucket/prefix; by default the sources of the configuration')
    .option('-c, --config <file>', 'configuration (default: statewarden.yaml in this folder, if there)')
    .addOption(new Option('-k, --key <key>', 'only this state; may be repeated').argParser(repeated).default([], 'all'))
    .addOption(
      new Option('--versions <count>', 'how many earlier versions of each state').argParser(countOf).default(3),
    )
    .option('--to <folder>', 'write the newest good earlier version of each state there')
    .addOption(new Option('--prove <command>', 'have it list what that version holds').choices(provers))
    .option('--store <place>', 'record the drill: a folder, or dynamodb://TABLE of a deployment')
    .addOption(new Option('-f, --format <name>', 'format').choices(['table', 'json']).default('table'))
    .addHelpText('after', examples)
    .action(async (places: readonly string[], options: DrillOptions) => {
      // Loaded only now: a help text needs no database and no AWS.
      const { drill } = await import('./drill.ts');
      exit(await drill(places, options, session));
    });
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 10)
    throw new InvalidArgumentError('Write a number from 1 to 10.');
  return count;
}

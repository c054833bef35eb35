import { InvalidArgumentError, Option } from 'commander';
import type { Program } from './program.ts';
import type { RestoreOptions } from './restore.ts';

const examples = `
Examples:
  $ statewarden restore main prod/net.tfstate
        lists the versions that are kept
  $ statewarden restore main prod/net.tfstate --serial 12
        shows what would change; changes nothing
  $ statewarden restore main prod/net.tfstate --serial 12 --apply
        puts the version back
  $ statewarden restore s3://acme-tfstate prod/net.tfstate --lock-table terraform-locks
        a bucket that stands in no configuration

KEY is the whole key of the object, as findings show it, or the path below the
folder. With --apply the locks are taken as Terraform takes them, the serial is
raised, and nothing but its number is changed in the document. Stopped at any
step, the same command finishes what is left. AWS is called as you, not by the
role of the source: docs/operations/restore.md lists the permissions.

Exit codes:
    0  listed, shown, or restored
    1  refused (without --apply: would be refused); nothing was changed
    2  wrong usage or configuration
    3  something could not be read or finished; the message says what is left
  130  interrupted`;

export function addRestoreCommand({ command, session, exit }: Program): void {
  command
    .command('restore')
    .description('list the versions of a state, and put one back')
    .argument('<source>', 'name of a source in the configuration, s3://bucket/prefix, or a folder')
    .argument('<key>', 'key of the state')
    .option('--version <id>', 'the version, as the list shows it')
    .addOption(new Option('--serial <number>', 'in place of --version').argParser(wholeNumber).conflicts('version'))
    .addOption(new Option('--apply', 'put it back').conflicts('dryRun'))
    .option('--dry-run', 'only show what would change (default)')
    .option('--other-lineage', 'allow a version of another lineage')
    .option('--keep-serial', 'allow the serial to fall, where it is encrypted and can not be raised')
    .option('--lock-table <name>', 'DynamoDB table that the writers lock with (default: of the configuration)')
    .addOption(new Option('-l, --limit <number>', 'how many versions are listed').argParser(wholeNumber).default(20))
    .addOption(new Option('-f, --format <name>', 'format of the output').choices(['table', 'json']).default('table'))
    .option('--store <place>', 'record the restore there: folder of scan --store, or dynamodb://TABLE')
    .option('-c, --config <file>', 'configuration (default: statewarden.yaml in this folder, if there)')
    .option('-q, --quiet', 'no notes on standard error')
    .addHelpText('after', examples)
    .action(async (source: string, key: string, options: RestoreOptions) => {
      // Loaded only now: a help text needs no database and no AWS.
      const { restore } = await import('./restore.ts');
      exit(await restore(source, key, options, session));
    });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) throw new InvalidArgumentError('Write a whole number.');
  return number;
}

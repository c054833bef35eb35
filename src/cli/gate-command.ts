import { Option } from 'commander';
import type { GateOptions } from './gate.ts';
import type { Program } from './program.ts';

const examples = `
Examples:
  $ statewarden gate --env production --tag v1.4.2 --store dynamodb://TABLE --manifest manifest.txt
  $ statewarden gate --env production --tag v1.4.2 --store dynamodb://TABLE --format json

Opens only if all of it holds: the tag is annotated, a semantic version, and
carries the checksum of the manifest (of FILE, as "statewarden manifest --format
files" writes it); its commit is on a protected branch; the release ran in the
environment before for long enough; nobody holds a lock of the environment; its
backups have been looked at since its states were written, and nothing is wrong
with them; no critical finding is open. What can not be known does not hold.

Exit codes:
    0  open: deploy
    1  closed: the reasons say why
    2  wrong usage or configuration
    3  something could not be read: closed as well`;

export function addGateCommand({ command, session, exit }: Program): void {
  command
    .command('gate')
    .description('say whether a release may be deployed: for pipelines')
    .requiredOption('--env <name>', 'environment that is to be deployed to')
    .requiredOption('--tag <tag>', 'tag of the release')
    .requiredOption('--store <place>', 'dynamodb://TABLE of a deployment, or the folder that scan --store keeps')
    .option('--manifest <file>', 'manifest of what is about to be deployed')
    .option('--repository <name>', 'repository, where the environment is deployed from several')
    .option('-c, --config <file>', 'configuration (default: statewarden.yaml in this folder)')
    .addOption(new Option('-f, --format <name>', 'format').choices(['table', 'json']).default('table'))
    .addHelpText('after', examples)
    .action(async (options: GateOptions) => {
      const { gate } = await import('./gate.ts');
      exit(await gate(options, session));
    });
}

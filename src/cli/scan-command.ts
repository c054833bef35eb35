import { Option } from 'commander';
import { reportFormats } from '../reports/index.ts';
import { failOnValues } from './exit-code.ts';
import type { Program } from './program.ts';
import type { ScanOptions } from './scan.ts';

const examples = `
Examples:
  $ statewarden scan .                         the states below this folder
  $ statewarden scan s3://acme-tfstate/prod    the states below a prefix of a bucket
  $ statewarden scan                           the sources of statewarden.yaml
  $ statewarden scan . --scanner locks --fail-on critical
  $ statewarden scan . --format sarif --output scan.sarif
  $ statewarden scan . --format html           a page: statewarden-report.html
  $ statewarden scan . --store .statewarden    tells next time what is new

The report goes to standard output, all else to standard error. A page (html)
goes to statewarden-report.html when standard output is a terminal.

Exit codes:
    0  nothing at or above --fail-on
    1  findings at or above it
    2  wrong usage or configuration
    3  the scan is incomplete: something could not be read. It wins over 1;
       encrypted states alone do not make a scan incomplete
  130  interrupted`;

export function addScanCommand({ command, session, exit }: Program): void {
  const formats = reportFormats.map(({ name }) => name);
  const repeated = (value: string, before: readonly string[]) => [...before, value];
  command
    .command('scan')
    .description('look at states, and report what is wrong with them')
    .argument('[places...]', 'folders, state files or s3://bucket/prefix; by default the sources of the configuration')
    .option('-c, --config <file>', 'configuration (default: statewarden.yaml in this folder, if there)')
    .addOption(
      new Option('-s, --scanner <name>', 'only this scanner; may be repeated').argParser(repeated).default([], 'all'),
    )
    .addOption(new Option('-f, --format <name>', 'format of the report').choices(formats).default(formats[0]))
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(
      new Option('--fail-on <severity>', 'least severity of a finding that gives exit code 1')
        .choices(failOnValues)
        .default('high'),
    )
    .option('--store <folder>', 'keep findings there, to tell next time what is new and what is resolved')
    .option('-q, --quiet', 'no progress and no notes on standard error')
    .addHelpText('after', examples)
    .action(async (places: readonly string[], options: ScanOptions) => {
      // Loaded only now: a help text needs no database and no AWS.
      const { scan } = await import('./scan.ts');
      exit(await scan(places, options, session));
    });
}

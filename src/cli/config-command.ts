import { defaultConfigurationFile, loadConfiguration } from '../config/load.ts';
import { configurationJsonSchema } from '../config/schema.ts';
import { scanners } from '../scanners/index.ts';
import type { Program } from './program.ts';
import { write } from './session.ts';

const examples = `
Examples:
  $ statewarden config validate                 check statewarden.yaml in this folder
  $ statewarden config validate ci/warden.yaml  check another file
  $ statewarden config schema > schema.json     for completion and checks in an editor

No file is needed to scan: everything has a default.`;

export function addConfigCommand({ command, session }: Program): void {
  const config = command
    .command('config')
    .description('check a configuration file, or print its schema')
    .addHelpText('after', examples);

  config
    .command('validate')
    .argument('[file]', 'the configuration', defaultConfigurationFile)
    .description('tell every mistake of a configuration file, with its line')
    .action(async (file: string) => {
      await loadConfiguration(scanners, file);
      await write(session.stdout, `${file} is valid\n`);
    });

  config
    .command('schema')
    .description('print the JSON Schema of the configuration file')
    .action(async () => {
      await write(session.stdout, `${JSON.stringify(configurationJsonSchema(scanners), null, 2)}\n`);
    });
}

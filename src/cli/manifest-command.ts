import { Option } from 'commander';
import type { ManifestOptions } from './manifest.ts';
import type { Program } from './program.ts';

const examples = `
Examples:
  $ statewarden manifest environments/production
        the trailer for the message of the tag
  $ statewarden manifest . --include 'templates/**' --format checksum
        only the checksum, with more files than Terraform reads by itself
  $ statewarden manifest . --format files > manifest.txt
        the manifest itself, as sha256sum --check reads it

  $ git tag -a v1.4.2 -m "Release 1.4.2" -m "$(statewarden manifest environments/production)"

What goes in and how it is written down: docs/operations/manifest.md.`;

export function addManifestCommand({ command, session }: Program): void {
  const repeated = (value: string, before: readonly string[]) => [...before, value];
  command
    .command('manifest')
    .description('checksum of what is deployed, for the tag of a release')
    .argument('[folder]', 'what is deployed', '.')
    .addOption(
      new Option('--include <glob>', 'more files, beside what Terraform and OpenTofu read; may be repeated')
        .argParser(repeated)
        .default([], 'none'),
    )
    .addOption(
      new Option('--exclude <glob>', 'leave files out; may be repeated').argParser(repeated).default([], 'none'),
    )
    .addOption(
      new Option('-f, --format <name>', 'what is printed')
        .choices(['trailer', 'checksum', 'files', 'json'])
        .default('trailer'),
    )
    .addHelpText('after', examples)
    .action(async (folder: string, options: ManifestOptions) => {
      const { manifest } = await import('./manifest.ts');
      await manifest(folder, options, session);
    });
}

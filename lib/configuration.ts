import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod';
import type { Baseline } from '../src/config/baseline.ts';
import type { Configuration } from '../src/config/configuration.ts';
import { ConfigurationInvalidError, ConfigurationUnreadableError } from '../src/config/errors.ts';
import { parseConfiguration } from '../src/config/load.ts';
import type { WrittenConfiguration } from '../src/config/schema.ts';
import { readYaml } from '../src/config/yaml-file.ts';
import { scanners } from '../src/scanners/index.ts';
import type { BucketSource } from './source-access.ts';

/** Where a deployment's configuration comes from: a file, or what would stand in one. */
export type ConfigurationFrom =
  | { readonly configurationFile: string }
  | { readonly configuration: WrittenConfiguration };

export interface DeployedConfiguration extends Configuration {
  readonly sources: readonly BucketSource[];
}

/**
 * Reads a configuration for a deployment, and refuses what a laptop can scan and a function can't.
 * @returns `written`: the configuration as it was written, as plain data, with the baseline itself in place of its file
 * @throws ConfigurationUnreadableError, ConfigurationInvalidError with every mistake, its line and its fix
 */
export function readConfiguration(from: ConfigurationFrom): {
  readonly configuration: DeployedConfiguration;
  readonly written: unknown;
} {
  const { text, file, baseFolder } = textOf(from);
  const configuration = parseConfiguration(text, { scanners, file, baseFolder });
  const yaml = readYaml(text);
  const sources = configuration.sources.flatMap((source) => ('bucket' in source ? [source] : []));
  const mistakes = configuration.sources.flatMap((source, index) =>
    'bucket' in source
      ? []
      : [
          {
            ...yaml.position(['sources', index, 'folder'], 'key'),
            path: `sources[${index}].folder`,
            message: 'a folder can only be scanned by the command statewarden: name a bucket to deploy',
          },
        ],
  );
  for (const index of clones(configuration)) {
    mistakes.push({
      ...yaml.position(['scanners', 'releases', 'repositories', index, 'path'], 'key'),
      path: `scanners.releases.repositories[${index}].path`,
      message: 'a clone can only be read by the command statewarden: name a url to deploy',
    });
  }
  if (sources.length === 0 && mistakes.length === 0) {
    const message = 'there is nothing to scan: add sources: [{ bucket: acme-tfstate }]';
    mistakes.push({ line: 1, column: 1, path: 'sources', message });
  }
  if (mistakes.length > 0) throw new ConfigurationInvalidError(file, mistakes);
  const { baseline } = configuration;
  const written = {
    ...z.looseObject({}).parse(yaml.content ?? {}),
    ...(baseline === null ? {} : { baseline: slim(baseline) }),
  };
  return { configuration: { ...configuration, sources }, written };
}

const withClones = z.looseObject({ repositories: z.array(z.looseObject({ path: z.string().optional() })).default([]) });

/** Repositories that lie on a disk, by their place in the list. */
function clones({ scanners: settings }: Configuration): readonly number[] {
  const { repositories } = withClones.parse(settings.releases?.options ?? {});
  return repositories.flatMap(({ path }, index) => (path === undefined ? [] : [index]));
}

/** What is for people stays behind: of a large estate it is most of the file. */
function slim({ findings, ...rest }: Baseline): Baseline {
  return { ...rest, findings: findings.map(({ findingId, source, stateKey }) => ({ findingId, source, stateKey })) };
}

function textOf(from: ConfigurationFrom) {
  if ('configuration' in from) {
    // JSON is YAML: one way for both.
    const text = JSON.stringify(from.configuration, null, 2);
    return { text, file: 'the configuration in your program', baseFolder: process.cwd() };
  }
  const file = from.configurationFile;
  try {
    return { text: readFileSync(file, 'utf8'), file, baseFolder: resolve(dirname(file)) };
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new ConfigurationUnreadableError(file, error as NodeJS.ErrnoException);
    throw error;
  }
}

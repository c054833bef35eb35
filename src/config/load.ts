import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { backtrackingMistakes } from './backtracking.ts';
import type { Baseline } from './baseline.ts';
import type { Configuration } from './configuration.ts';
import {
  ConfigurationEncodingError,
  ConfigurationInvalidError,
  ConfigurationUnreadableError,
  type Mistake,
} from './errors.ts';
import { adviceFor, mistakesOf } from './mistakes.ts';
import { readBaseline } from './read-baseline.ts';
import type { ConfigurableScanner } from './scanner-settings.ts';
import { composeSchema, configurationJsonSchema, resolveConfiguration } from './schema.ts';
import { readYaml } from './yaml-file.ts';

/** Read from the current folder when no file is named. */
export const defaultConfigurationFile = 'statewarden.yaml';

/**
 * Loads the configuration.
 * @param scanners every scanner: their options are part of the schema
 * @param file path; by default {@link defaultConfigurationFile} where there is one, and pure defaults where there is none
 * @param baseline whether the baseline file is read, which may not be there yet
 * @throws ConfigurationUnreadableError, ConfigurationEncodingError, ConfigurationInvalidError
 */
export async function loadConfiguration(
  scanners: readonly ConfigurableScanner[],
  file?: string,
  baseline: 'read' | 'left out' = 'read',
): Promise<Configuration> {
  const path = file ?? defaultConfigurationFile;
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    if (file === undefined && cause.code === 'ENOENT') return null;
    throw new ConfigurationUnreadableError(path, cause);
  });
  const text = bytes === null ? '' : decode(bytes, path);
  return parseConfiguration(text, { scanners, file: path, baseFolder: resolve(dirname(path)), baseline });
}

interface ParseContext {
  readonly scanners: readonly ConfigurableScanner[];
  /** Name of the file, for messages. */
  readonly file: string;
  /** Absolute folder that relative folders are seen from. */
  readonly baseFolder: string;
  /** @default read */
  readonly baseline?: 'read' | 'left out';
}

/**
 * Makes the configuration of a file's text; an empty one gives the defaults.
 * @throws ConfigurationInvalidError with every mistake, in this file or in the baseline; ConfigurationUnreadableError of the baseline
 */
export function parseConfiguration(
  text: string,
  { scanners, file, baseFolder, baseline: reading = 'read' }: ParseContext,
): Configuration {
  const yaml = readYaml(text);
  if (!yaml.usable) throw new ConfigurationInvalidError(file, inOrder(yaml.mistakes));
  const written = yaml.content ?? {};
  const parsed = composeSchema(scanners).safeParse(written, { error: adviceFor });
  const schema = configurationJsonSchema(scanners);
  const refused = parsed.success
    ? backtrackingMistakes(written, yaml, schema)
    : mistakesOf(parsed.error.issues, yaml, schema);
  const mistakes = [...yaml.mistakes, ...refused];
  if (!parsed.success || mistakes.length > 0) throw new ConfigurationInvalidError(file, inOrder(mistakes));
  const named = parsed.data.baseline;
  let baseline: Baseline | null = null;
  if (named !== undefined && reading === 'read') {
    baseline = readBaseline(resolve(baseFolder, named));
    if (baseline === null) {
      const message = `the file ${named} is not there: write it with statewarden baseline, or remove the key`;
      throw new ConfigurationInvalidError(file, [
        { ...yaml.position(['baseline'], 'value'), path: 'baseline', message },
      ]);
    }
  }
  return resolveConfiguration(parsed.data, written, baseFolder, baseline);
}

function inOrder(mistakes: readonly Mistake[]): Mistake[] {
  return mistakes.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ConfigurationEncodingError(file, { cause });
  }
}

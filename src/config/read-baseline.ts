import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Baseline, baselineSchema } from './baseline.ts';
import { ConfigurationInvalidError, ConfigurationUnreadableError } from './errors.ts';
import { adviceFor, mistakesOf } from './mistakes.ts';
import { readYaml } from './yaml-file.ts';

/**
 * Reads a baseline file: JSON, or YAML that somebody made of it.
 * @returns null where there is no such file
 * @throws ConfigurationUnreadableError, ConfigurationInvalidError
 */
export function readBaseline(file: string): Baseline | null {
  const text = textOf(file);
  if (text === null) return null;
  const parsed = baselineSchema.safeParse(contentOf(text), { error: adviceFor });
  if (parsed.success) return parsed.data;
  // Read once more for the lines: tens of thousands of entries are read much faster without.
  const yaml = readYaml(text);
  const refused = mistakesOf(parsed.error.issues, yaml, z.toJSONSchema(baselineSchema, { io: 'input' }));
  throw new ConfigurationInvalidError(file, yaml.usable ? refused : yaml.mistakes);
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOENT') return null;
    throw new ConfigurationUnreadableError(file, error as NodeJS.ErrnoException);
  }
}

function contentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return readYaml(text).content;
    throw error;
  }
}

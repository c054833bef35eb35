import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { ConfigurationInvalidError, ConfigurationUnreadableError } from '../config/errors.ts';
import { adviceFor, mistakesOf } from '../config/mistakes.ts';
import { readYaml } from '../config/yaml-file.ts';
import { nearest } from '../nearest.ts';
import type { OwnPattern } from '../scanners/secrets/own-patterns/options.ts';
import { type Example, problemWith } from '../scanners/secrets/own-patterns/try-examples.ts';

/** What became of one example. Nothing of its text: somebody may have put a real secret there. */
export interface TriedExample {
  readonly pattern: string;
  readonly shouldMatch: boolean;
  /** Where it stands in the file of examples. */
  readonly line: number;
  /** Null where the pattern did what it should. */
  readonly problem: string | null;
}

const exampleSchema = z
  .union([z.string().min(1), z.strictObject({ name: z.string().min(1), text: z.string().min(1) })], {
    error: 'write a text, or { name, text } where the name that holds it counts',
  })
  .transform((written): Example => (typeof written === 'string' ? { text: written, name: null } : written));

function schemaFor(patterns: readonly OwnPattern[]) {
  const names = patterns.map(({ name }) => name);
  const examples = z.strictObject({
    matches: z.array(exampleSchema).min(1),
    doesNotMatch: z.array(exampleSchema).prefault([]),
  });
  return z.record(z.string(), examples).superRefine((written, context) => {
    for (const name of Object.keys(written)) {
      if (names.includes(name)) continue;
      const meant = nearest(name, names);
      const question = meant === undefined ? '' : ` did you mean ${meant}?`;
      const message = `the configuration has no pattern of this name;${question} there are ${names.join(', ') || 'none'}`;
      context.addIssue({ code: 'custom', path: [name], message, input: name, params: { about: 'key' } });
    }
  });
}

/**
 * Tries the examples of a file on the patterns of a configuration.
 * @throws ConfigurationUnreadableError, ConfigurationInvalidError of the file of examples
 */
export async function tryExamples(file: string, patterns: readonly OwnPattern[]): Promise<readonly TriedExample[]> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new ConfigurationUnreadableError(file, cause);
  });
  const yaml = readYaml(text);
  if (!yaml.usable) throw new ConfigurationInvalidError(file, yaml.mistakes);
  const parsed = schemaFor(patterns).safeParse(yaml.content ?? {}, { error: adviceFor });
  if (!parsed.success) throw new ConfigurationInvalidError(file, mistakesOf(parsed.error.issues, yaml, {}));
  return patterns.flatMap((pattern) => {
    const { matches, doesNotMatch } = parsed.data[pattern.name] ?? { matches: [], doesNotMatch: [] };
    const tried = (examples: readonly Example[], shouldMatch: boolean) =>
      examples.map((example, index) => ({
        pattern: pattern.name,
        shouldMatch,
        line: yaml.position([pattern.name, shouldMatch ? 'matches' : 'doesNotMatch', index], 'value').line,
        problem: problemWith(pattern, example, shouldMatch),
      }));
    return [...tried(matches, true), ...tried(doesNotMatch, false)];
  });
}

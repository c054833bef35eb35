import { loadConfiguration } from '../config/load.ts';
import { scanners } from '../scanners/index.ts';
import { patternOptions } from '../scanners/secrets/own-patterns/options.ts';
import { NoPatternsError } from './errors.ts';
import { exitCodes } from './exit-code.ts';
import { type TriedExample, tryExamples } from './pattern-examples.ts';
import { type Session, write } from './session.ts';

/** Options of `statewarden checks test`, as its command line gives them. */
export interface TestOptions {
  readonly config?: string;
  readonly format: string;
}

/**
 * Tries the examples of a file on the own patterns of the configuration, and tells how each went.
 * @returns the exit code: 1 where a pattern did not do what it should
 */
export async function testPatterns(file: string, { config, format }: TestOptions, session: Session): Promise<number> {
  const configuration = await loadConfiguration(scanners, config, 'left out');
  const { patterns } = patternOptions.parse(configuration.scanners.secrets?.options ?? {});
  if (patterns.length === 0) throw new NoPatternsError();
  const examples = await tryExamples(file, patterns);
  const failed = examples.filter(({ problem }) => problem !== null).length;
  const untried = patterns.map(({ name }) => name).filter((name) => !examples.some(({ pattern }) => pattern === name));
  const summary = { passed: examples.length - failed, failed, untried };
  const text =
    format === 'json'
      ? `${JSON.stringify({ schemaVersion: 1, summary, examples }, null, 2)}\n`
      : table(file, examples, summary);
  await write(session.stdout, text);
  return failed === 0 ? exitCodes.clean : exitCodes.findings;
}

interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly untried: readonly string[];
}

function table(file: string, examples: readonly TriedExample[], { passed, failed, untried }: Summary): string {
  const lines = examples.map(({ pattern, shouldMatch, line, problem }) => {
    const asked = shouldMatch ? 'is found' : 'is left alone';
    return problem === null
      ? `pass  ${file}:${line}  ${pattern}: ${asked}`
      : `FAIL  ${file}:${line}  ${pattern}: ${shouldMatch ? 'should be found' : 'should be left alone'}; ${problem}`;
  });
  const missing = untried.map((name) => `      ${name} has no examples`);
  return `${[...lines, ...missing, '', `${passed} passed, ${failed} failed`].join('\n')}\n`;
}

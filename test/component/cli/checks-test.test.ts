import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CommandRun, runCommandLine } from '../../support/command-line.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'statewarden-patterns-'));
  await write(
    'statewarden.yaml',
    String.raw`scanners:
  secrets:
    patterns:
      - { name: acme-token, regex: '\bacme_[0-9a-f]{16}\b', keywords: [acme] }
      - { name: acme-key, regex: '^[0-9a-f]{32}$', keywords: [acme_key] }
`,
  );
});
afterEach(() => rm(cwd, { recursive: true }));

const run = (...words: string[]): Promise<CommandRun> => runCommandLine(['checks', 'test', ...words], { cwd });
const write = (file: string, text: string) => writeFile(join(cwd, file), text);

describe('statewarden checks test', () => {
  test('tells how each example went, where it stands and why it failed, and quotes none', async () => {
    await write(
      'patterns.yaml',
      `acme-token:
  matches: [acme_0123456789abcdef, acme_0123456789abcdeX, acme_0]
  doesNotMatch:
    - acme_0123456789abcdef
    - acme_example
acme-key:
  matches:
    - { name: ACME_KEY, text: 0123456789abcdef0123456789abcdef }
    - 0123456789abcdef0123456789abcdef
`,
    );
    const { code, stdout } = await run('patterns.yaml');
    expect(code).toBe(1);
    expect(stdout).toBe(`pass  patterns.yaml:2  acme-token: is found
FAIL  patterns.yaml:2  acme-token: should be found; the regular expression does not match
FAIL  patterns.yaml:2  acme-token: should be found; texts of fewer than 10 characters are not looked at
FAIL  patterns.yaml:4  acme-token: should be left alone; the pattern finds it
pass  patterns.yaml:5  acme-token: is left alone
pass  patterns.yaml:8  acme-key: is found
FAIL  patterns.yaml:9  acme-key: should be found; the regular expression matches, but no keyword stands in it or in its name: acme_key

3 passed, 4 failed
`);
    const json = JSON.parse((await run('patterns.yaml', '--format', 'json')).stdout);
    expect(json).toMatchObject({ schemaVersion: 1, summary: { passed: 3, failed: 4, untried: [] } });
    expect(json.examples[0]).toEqual({ pattern: 'acme-token', shouldMatch: true, line: 2, problem: null });
  });

  test('says which patterns nobody tried', async () => {
    await write('patterns.yaml', 'acme-token: { matches: [acme_0123456789abcdef] }');
    const { code, stdout } = await run('patterns.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('acme-key has no examples');
  });

  test.each([
    [
      'acme-tokn: { matches: [a] }',
      'patterns.yaml:1:1: acme-tokn: the configuration has no pattern of this name; did you',
    ],
    ['acme-token: { match: [a] }', 'acme-token.match: unknown key'],
    ['acme-token: [a]', 'acme-token: is a list; write keys with values'],
    ['acme-token: { matches: [1] }', 'write a text, or { name, text } where the name that holds it counts'],
  ])('%s is answered with the place and the fix', async (text, answer) => {
    await write('patterns.yaml', text);
    const { code, stderr } = await run('patterns.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain(answer);
  });

  test('without patterns or without the file says what is missing', async () => {
    expect((await run('nowhere.yaml')).stderr).toContain('nowhere.yaml: the configuration was not found');
    await write('statewarden.yaml', '');
    expect((await run('nowhere.yaml')).stderr).toContain('the configuration has no own patterns');
  });

  test('the examples of the example estate hold', async () => {
    const estate = resolve('examples/estate');
    const words = ['checks', 'test', 'patterns.yaml', '--config', 'statewarden.yaml'];
    const { code, stdout } = await runCommandLine(words, { cwd: estate });
    expect([code, stdout.includes('4 passed, 0 failed')]).toEqual([0, true]);
  });
});

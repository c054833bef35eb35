import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandRun, runCommandLine } from '../../support/command-line.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'statewarden-config-command-'));
});
afterAll(() => rm(cwd, { recursive: true }));

const run = (...words: string[]): Promise<CommandRun> => runCommandLine(words, { cwd });

test('a valid file is confirmed on standard output', async () => {
  await writeFile(join(cwd, 'statewarden.yaml'), 'sources: [{ bucket: acme-tfstate }]');
  expect(await run('config', 'validate')).toEqual({
    code: 0,
    stdout: 'statewarden.yaml is valid\n',
    stderr: '',
  });
});

test('every mistake of a broken file is told with its line, and a scan refuses it as well', async () => {
  await writeFile(join(cwd, 'broken.yaml'), 'scanners:\n  locks: { staleAftr: 30m }\nretention: { days: 0 }\n');
  const expected = [
    'error: broken.yaml has 2 mistakes:',
    '  broken.yaml:2:12: scanners.locks.staleAftr: unknown key; did you mean staleAfter?',
    '  broken.yaml:3:20: retention.days: 0 is not allowed; write at least 1',
  ];
  for (const words of [
    ['config', 'validate', 'broken.yaml'],
    ['scan', '.', '--config', 'broken.yaml'],
  ]) {
    const { code, stdout, stderr } = await run(...words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    for (const line of expected) expect(stderr).toContain(line);
  }
});

test('the schema for editors is printed as JSON', async () => {
  const { code, stdout, stderr } = await run('config', 'schema');
  expect(code).toBe(0);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({ type: 'object', properties: { scanners: { properties: { locks: {} } } } });
});

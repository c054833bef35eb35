import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scanners } from '../../../src/scanners/index.ts';
import { version } from '../../../src/version.ts';
import { type CommandRun, runCommandLine } from '../../support/command-line.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'statewarden-help-'));
});
afterAll(() => rm(cwd, { recursive: true }));

const run = (...words: string[]): Promise<CommandRun> => runCommandLine(words, { cwd });

describe('help', () => {
  test.each([
    [['--help'], 'statewarden scan s3://'],
    [['scan', '--help'], '--fail-on'],
    [['checks', '--help'], 'checks explain lock/stale'],
    [['checks', 'explain', '--help'], 'state/tainted'],
    [['config', '--help'], 'config validate'],
    [['init', '--help'], '--discover'],
    [['restore', '--help'], '--apply'],
    [['config', 'validate', '--help'], 'line'],
    [['help', 'scan'], 'Exit codes'],
  ])('%j goes to standard output with examples, and fits 100 columns', async (words, expected) => {
    const { code, stdout, stderr } = await run(...words);
    expect(code).toBe(0);
    expect(stdout).toContain(expected);
    expect(stderr).toBe('');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('--version is the version and nothing else', async () => {
    expect(await run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('wrong usage', () => {
  test.each([
    [['scann'], 'Did you mean scan?'],
    [['scan', '--formt', 'json'], 'Did you mean --format?'],
    [['scan', '--format', 'yaml'], 'Allowed choices are table, json, sarif, html'],
    [['scan', '--fail-on', 'hgih'], 'Allowed choices are critical, high'],
    [['scan', '--scanner', 'lock'], 'there is no scanner lock. Did you mean locks?'],
    [['checks', 'explain'], "missing required argument 'id'"],
    [['checks', 'explain', 'state/taintd'], 'there is no check state/taintd. Did you mean state/tainted?'],
    [['config', 'validate', 'nowhere.yaml'], 'nowhere.yaml: the configuration was not found'],
    [['scan', '--config', 'nowhere.yaml', '.'], 'nowhere.yaml: the configuration was not found'],
    [['scan'], 'nothing to scan: name a folder or a bucket'],
  ])('%j ends with 2, says what to do, and shows no stack', async (words, expected) => {
    const { code, stdout, stderr } = await run(...words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(expected);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('no command at all shows the help on standard error', async () => {
    const { code, stdout, stderr } = await run();
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('Usage: statewarden');
  });
});

describe('checks', () => {
  test('lists every check on lines of at most 80 columns', async () => {
    const { code, stdout } = await run('checks');
    expect(code).toBe(0);
    for (const { id } of scanners.flatMap(({ checks }) => checks)) expect(stdout).toContain(`  ${id} `);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('explains a check with its page, its remediation, and its options to paste', async () => {
    const { code, stdout } = await run('checks', 'explain', 'lock/stale');
    expect(code).toBe(0);
    expect(stdout).toContain('lock/stale: Lock is held for too long\nSeverity high, scanner locks, since version 0.1');
    expect(stdout).toContain('## When not to worry');
    expect(stdout).toContain('terraform force-unlock');
    expect(stdout).toContain('staleAfter: 30m');
  });
});

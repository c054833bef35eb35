import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CommandRun, runCommandLine } from '../../support/command-line.ts';
import { smallState } from '../../support/small-state.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'statewarden-baseline-'));
  await writeFile(
    join(cwd, 'statewarden.yaml'),
    'sources: [{ name: main, folder: states }]\nbaseline: baseline.json\n',
  );
  await writeState('a', true);
  await writeState('b', true);
});
afterEach(() => rm(cwd, { recursive: true }));

const why = ['--reason', 'there before us', '--owner', 'platform', '--expires', '2999-01-31'];
const run = (...words: string[]): Promise<CommandRun> => runCommandLine(words, { cwd });
const written = () => readFile(join(cwd, 'baseline.json'), 'utf8');

/** With the backup that Terraform leaves beside it. */
async function writeState(name: string, tainted: boolean): Promise<void> {
  await mkdir(join(cwd, 'states'), { recursive: true });
  await writeFile(join(cwd, 'states', `${name}.tfstate`), smallState({ tainted }));
  await writeFile(join(cwd, 'states', `${name}.tfstate.backup`), smallState({ serial: 0 }));
}

/** Messages of the scan as it is told to machines, each with its state. */
async function statuses(): Promise<readonly string[]> {
  const { stdout } = await run('scan', '--format', 'json');
  const { findings } = JSON.parse(stdout) as { findings: { stateKey: string; status: string; checkId: string }[] };
  return findings
    .filter(({ checkId }) => checkId === 'state/tainted')
    .map(({ stateKey, status }) => `${stateKey} ${status}`)
    .sort();
}

describe('statewarden baseline', () => {
  test('writes down what is there, so that scans tell only what is new', async () => {
    const { code, stdout, stderr } = await run('baseline', ...why);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/baseline\.json holds \d+ findings, suppressed until 2999-01-31\n$/);
    await writeState('c', true);
    expect(await statuses()).toEqual(['a.tfstate suppressed', 'b.tfstate suppressed', 'c.tfstate open']);
    expect((await run('scan', '--fail-on', 'medium')).code).toBe(1);
    await rm(join(cwd, 'states', 'c.tfstate'));
    const quiet = await run('scan', '--fail-on', 'info');
    expect(quiet.code).toBe(0);
    expect(quiet.stdout).toMatch(/\d+ findings are suppressed/);
  });

  test('writes a line for each finding, always in one order, and nothing of a value', async () => {
    await run('baseline', ...why);
    const first = await written();
    expect(first.split('\n').filter((line) => line.includes('state/tainted'))).toEqual([
      expect.stringMatching(
        /^ {4}\{"findingId":"[0-9a-f]{32}","checkId":"state\/tainted","source":"main","stateKey":"a\.tfstate","address":"aws_vpc\.main","pointer":"[^"]+"\},$/,
      ),
      expect.stringContaining('b.tfstate'),
    ]);
    await run('baseline');
    expect(await written()).toBe(first);
  });

  test('is told when findings of it are gone, and drops them; --prune takes in nothing new', async () => {
    await run('baseline', ...why);
    await writeState('a', false);
    await writeState('c', true);
    expect((await run('scan')).stdout).toMatch(/1 of \d+ findings of the baseline are gone: statewarden baseline/);
    expect((await run('baseline', '--prune')).stderr).toContain('(0 new, 1 gone)');
    expect(await statuses()).toEqual(['b.tfstate suppressed', 'c.tfstate open']);
    expect((await run('baseline')).stderr).toContain('new, 0 gone)');
    expect(await statuses()).toEqual(['b.tfstate suppressed', 'c.tfstate suppressed']);
  });

  test('drops nothing while something can not be read, and says so', async () => {
    await run('baseline', ...why);
    await writeFile(join(cwd, 'states', 'a.tfstate'), '{ "version": 4');
    const { code, stderr } = await run('baseline', '--prune');
    expect(code).toBe(3);
    expect(stderr).toContain('nothing was dropped');
    expect(await written()).toMatch(/state\/tainted.*a\.tfstate/);
  });

  test.each([
    [['baseline'], 'say why these findings need not be told'],
    [['baseline', ...why, '--expires', 'never'], '--expires: write a day, such as 2027-03-31'],
    [['baseline', ...why, '--output', 'no/where.json'], 'its folder does not exist'],
    [['scan'], 'baseline.json is not there: write it with statewarden baseline, or remove the key'],
  ])('%j is answered with what to do', async (words, answer) => {
    const { code, stderr } = await run(...words);
    expect(code).toBe(2);
    expect(stderr).toContain(answer);
  });
});

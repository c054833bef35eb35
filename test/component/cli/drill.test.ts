import { globSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { runCommandLine } from '../../support/command-line.ts';
import { smallState } from '../../support/small-state.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drill-'));
  await mkdir(join(folder, 'states', 'net'), { recursive: true });
  await writeFile(join(folder, 'states', 'net', 'terraform.tfstate'), smallState({ serial: 2 }));
  await writeFile(join(folder, 'states', 'net', 'terraform.tfstate.backup'), smallState({ serial: 1 }));
});
afterEach(() => rm(folder, { recursive: true }));

const states = () => join(folder, 'states');

/** A command line that reads a state, or refuses it, in the place of OpenTofu. */
async function fakeTofu(script: string): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'tofu'), `#!/bin/sh\n${script}\n`);
  await chmod(join(bin, 'tofu'), 0o755);
  return bin;
}

/** @param bin folder in which commands are looked for first */
function run(words: readonly string[], bin?: string) {
  const { PATH = '' } = process.env;
  return runCommandLine(words, {
    cwd: folder,
    ...(bin === undefined ? {} : { environment: { PATH: `${bin}${delimiter}${PATH}` } }),
  });
}

describe('statewarden drill', () => {
  it('reads back what would be restored, and says how long it took', async () => {
    const { code, stdout } = await run(['drill', states()]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/net\/terraform\.tfstate +version of 20\S+ +1 +\d+ ms +\d+ s +good\n/);
    expect(stdout).toContain('1 read back, 0 of them no state to go back to, 0 could not be read');
  });

  it('fails for a version that is no state to go back to', async () => {
    await writeFile(join(states(), 'net', 'terraform.tfstate.backup'), smallState().slice(0, 99));
    const { code, stdout } = await run(['drill', states()]);
    expect(code).toBe(1);
    expect(stdout).toContain('truncated');
  });

  it('is incomplete where a state can not be read, and the others are drilled all the same', async () => {
    await mkdir(join(states(), 'app'));
    await writeFile(join(states(), 'app', 'terraform.tfstate'), smallState({ serial: 2 }));
    await writeFile(join(states(), 'app', 'terraform.tfstate.backup'), smallState({ serial: 1 }));
    await writeFile(join(folder, 'statewarden.yaml'), 'limits: { largestState: 1KB }');
    await writeFile(join(states(), 'net', 'terraform.tfstate'), smallState({ serial: 2 }).padEnd(2000));
    const { code, stdout } = await run(['drill', states(), '--config', join(folder, 'statewarden.yaml')]);
    expect(code).toBe(3);
    expect(stdout).toContain('limits.largestState');
    expect(stdout).toMatch(/app\/terraform\.tfstate .* good/);
  });

  it('writes nothing unless it is asked to; then only for this user', async () => {
    const scratch = join(folder, 'scratch');
    const { code } = await run(['drill', states(), '--to', scratch]);
    expect(code).toBe(0);
    const [name] = globSync('**/terraform.tfstate', { cwd: scratch });
    const file = join(scratch, name ?? '');
    expect(await readFile(file, 'utf8')).toBe(smallState({ serial: 1 }));
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('has another command line read it too, in an empty folder', async () => {
    const bin = await fakeTofu('test -z "$(ls)" && test "$1 $2" = "state list" && echo aws_vpc.main');
    const { code, stdout } = await run(['drill', states(), '--prove', 'tofu'], bin);
    expect(stdout).toContain('good, says tofu');
    expect(code).toBe(0);
  });

  it('believes that command line when it refuses the version', async () => {
    const bin = await fakeTofu('exit 1');
    const { code, stdout } = await run(['drill', states(), '--prove', 'tofu'], bin);
    expect(stdout).toContain('refused by tofu');
    expect(code).toBe(1);
  });

  it('says plainly that the command line is not there', async () => {
    const { code, stderr } = await runCommandLine(['drill', states(), '--prove', 'terraform'], {
      cwd: folder,
      environment: { PATH: join(folder, 'empty') },
    });
    expect(stderr).toContain("terraform can't be started: install it");
    expect(code).toBe(2);
  });

  it('of a state that is not there is incomplete, and says so', async () => {
    const { code, stdout } = await run(['drill', states(), '--key', 'nte/terraform.tfstate']);
    expect(stdout).toContain('nte/terraform.tfstate: there is no such state');
    expect(code).toBe(3);
    expect((await run(['drill', states(), '--key', 'net/terraform.tfstate'])).code).toBe(0);
  });

  it('is recorded where it is asked to be, and read from there as evidence', async () => {
    const store = join(folder, 'store');
    await run(['drill', states(), '--store', store]);
    const { stdout } = await run(['activity', '--store', store, '--kind', 'drill', '--format', 'json']);
    const { activity } = z
      .object({ activity: z.array(z.looseObject({ details: z.looseObject({}) })) })
      .parse(JSON.parse(stdout));
    expect(activity).toMatchObject([
      { kind: 'drill', targetId: 'net/terraform.tfstate', details: { of: 'version', serial: 1, problem: null } },
    ]);
    const table = await run(['activity', '--store', store]);
    expect(table.stdout).toMatch(/drill +\S+ +net\/terraform\.tfstate +version \S+: read back in \d+ ms/);
    expect((await run(['activity', '--store', store, '--since', '1h'])).stdout).toContain('drill');
    expect((await run(['activity', '--store', store, '--since', '2999-01-01'])).stdout).toBe('Nothing was recorded.\n');
  });

  it.each([
    [['--since', 'yesterday'], 'write how long ago'],
    [['--source', 'main'], 'name both --source and --key'],
  ])('activity refuses %j', async (options, message) => {
    const { code, stderr } = await run(['activity', '--store', join(folder, 'store'), ...options]);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

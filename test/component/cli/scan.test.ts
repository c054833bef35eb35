import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scanners } from '../../../src/scanners/index.ts';
import { type CommandRun, runCommandLine, startCommand } from '../../support/command-line.ts';
import { smallState } from '../../support/small-state.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'statewarden-scan-'));
});
afterEach(() => rm(cwd, { recursive: true }));

const run = (...words: string[]): Promise<CommandRun> => runCommandLine(['scan', ...words], { cwd });

/** Writes a state, and the backup that Terraform leaves beside it. */
async function writeState(path: string, text: string): Promise<void> {
  const file = join(cwd, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text);
  await writeFile(`${file}.backup`, smallState({ serial: 0 }));
}

describe('exit codes', () => {
  test('0 when nothing is at or above --fail-on, 1 when something is', async () => {
    await writeState('prod/terraform.tfstate', smallState({ tainted: true }));
    expect((await run('.', '--fail-on', 'high')).code).toBe(0);
    expect((await run('.', '--fail-on', 'medium')).code).toBe(1);
    expect((await run('.', '--fail-on', 'none')).code).toBe(0);
  });

  test('2 when a place does not exist or is nothing that can be scanned', async () => {
    const reasons = {
      nowhere: 'no such file or folder',
      'gs://bucket': 'states are read from s3://',
      's3://': 'bucket',
    };
    for (const [place, reason] of Object.entries(reasons)) {
      const { code, stdout, stderr } = await run(place);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toContain(`error: ${place}: `);
      expect(stderr).toContain(reason);
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });

  test('3 when a state could not be read, and the others are reported all the same', async () => {
    await writeState('prod/good.tfstate', smallState({ tainted: true }));
    await writeState('prod/bad.tfstate', '{ "version": 4, "serial"');
    const { code, stdout } = await run('.', '--format', 'json');
    expect(code).toBe(3);
    expect(stdout).toContain('state/tainted');
    expect(stdout).toContain('prod/bad.tfstate');
  });
});

describe('streams', () => {
  test('standard output is the report and nothing else, whatever the format', async () => {
    await writeState('prod/terraform.tfstate', smallState({ tainted: true }));
    const json = await run('.', '--format', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject({ schemaVersion: 1, findings: [{ checkId: 'state/tainted' }] });
    expect(json.stderr).toBe('');
    const sarif = await run('.', '--format', 'sarif');
    expect(JSON.parse(sarif.stdout)).toMatchObject({ version: '2.1.0' });
    const html = await run('.', '--format', 'html');
    expect(html.stdout).toMatch(/^<!doctype html>/i);
    expect(await readdir(cwd)).toEqual(['prod']);
  });

  test('--output puts the report into a file and says so, unless --quiet', async () => {
    await writeState('prod/terraform.tfstate', smallState());
    const told = await run('.', '--format', 'json', '--output', 'report.json');
    expect(told).toEqual({ code: 0, stdout: '', stderr: 'The report is in report.json\n' });
    expect(JSON.parse(await readFile(join(cwd, 'report.json'), 'utf8'))).toMatchObject({ schemaVersion: 1 });
    expect(await run('.', '--output', 'report.txt', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('a file that can not be written is refused before the scan', async () => {
    await writeState('prod/terraform.tfstate', smallState());
    const { code, stderr } = await run('.', '--output', 'missing/report.json');
    expect(code).toBe(2);
    expect(stderr).toContain("can't be written to missing/report.json: its folder does not exist");
  });

  test('a pipe gets no colours, unless they are asked for and NO_COLOR does not forbid them', async () => {
    await writeState('prod/terraform.tfstate', smallState({ tainted: true }));
    const coloured = async (environment: Record<string, string>) =>
      (await runCommandLine(['scan', '.'], { cwd, environment })).stdout.includes('\u001B[');
    expect(await coloured({})).toBe(false);
    expect(await coloured({ FORCE_COLOR: '1' })).toBe(true);
    expect(await coloured({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
  });

  test('a reader that goes away early is no trouble', async () => {
    await writeState('prod/terraform.tfstate', smallState());
    const child = startCommand(['scan', '.', '--format', 'html'], { cwd });
    child.stdout?.destroy();
    let stderr = '';
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(stderr).toBe('');
  });
});

describe('what is scanned', () => {
  test('a single state file', async () => {
    await writeState('prod/network.tfstate', smallState({ tainted: true }));
    await writeState('prod/other.tfstate', smallState({ tainted: true }));
    const { stdout } = await run('prod/network.tfstate', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ summary: { coverage: { found: 1 } } });
    expect(stdout).not.toContain('other.tfstate');
  });

  test('the sources of the configuration, with its environments and options', async () => {
    await writeState('states/live/network.tfstate', smallState({ tainted: true }));
    await writeFile(
      join(cwd, 'statewarden.yaml'),
      [
        'sources: [{ name: main, folder: states }]',
        'environments: [{ name: live, match: ["live/**"], criticality: production, owner: net }]',
        'scanners: { integrity: { checks: { tainted: { severity: critical } } } }',
      ].join('\n'),
    );
    const { code, stdout } = await run('--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [{ source: 'main', environment: 'live', owner: 'net', severity: 'critical' }],
    });
  });

  test('only by the scanners that were named, also where the configuration disables them', async () => {
    await writeState('prod/terraform.tfstate', smallState({ tainted: true }));
    await writeFile(join(cwd, 'statewarden.yaml'), 'scanners: { integrity: { enabled: false } }');
    expect((await run('.', '--format', 'json')).stdout).not.toContain('state/tainted');
    expect((await run('.', '--format', 'json', '--scanner', 'integrity')).stdout).toContain('state/tainted');
    expect((await run('.', '--format', 'json', '--scanner', 'locks', '.')).stdout).not.toContain('state/tainted');
  });

  test('nothing is refused where every scanner is disabled: that is not clean', async () => {
    const settings = scanners.map(({ name }) => `${name}: { enabled: false }`).join(', ');
    await writeFile(join(cwd, 'statewarden.yaml'), `scanners: { ${settings} }`);
    const { code, stderr } = await run('.');
    expect(code).toBe(2);
    expect(stderr).toContain('the configuration disables every scanner');
  });
});

test('an estate without states is told of, whatever the format', async () => {
  expect(await run('.', '--format', 'json')).toMatchObject({
    code: 0,
    stderr: 'No states were found: check the path, the prefix, and what is included and excluded\n',
  });
});

describe('a store', () => {
  test('makes the second run say what is still there and what is resolved', async () => {
    await writeState('prod/a.tfstate', smallState({ tainted: true }));
    await writeState('prod/b.tfstate', smallState({ tainted: true }));
    const again = () => run('prod', '--format', 'json', '--store', 'findings');
    expect(JSON.parse((await again()).stdout)).toMatchObject({ summary: { changes: { new: 2 } } });

    await writeState('prod/b.tfstate', smallState({ serial: 2 }));
    expect(JSON.parse((await again()).stdout)).toMatchObject({
      summary: { changes: { new: 0, kept: 1, resolved: 1 } },
    });
  });

  test('is refused where other files lie', async () => {
    await writeState('prod/a.tfstate', smallState());
    const { code, stderr } = await run('prod', '--store', 'prod');
    expect(code).toBe(2);
    expect(stderr).toContain('belong to no findings store');
  });
});

describe('Ctrl-C', () => {
  test('stops the scan with 130 and no report', async () => {
    const server = createServer(() => undefined); // takes requests, never answers
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const child = startCommand(['scan', 's3://acme-tfstate', '--format', 'json'], {
      cwd,
      environment: {
        AWS_ENDPOINT_URL: `http://127.0.0.1:${address.port}`,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'fake',
        AWS_SECRET_ACCESS_KEY: 'fake',
      },
    });
    let stdout = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
    });
    let stderr = '';
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    const ended = once(child, 'exit');
    await Promise.race([once(server, 'request'), ended]);

    child.kill('SIGINT');
    const [code] = await ended;
    server.closeAllConnections();
    server.close();

    expect(code).toBe(130);
    expect(stdout).toBe('');
    expect(stderr).toContain('again to stop at once');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

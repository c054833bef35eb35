import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { runCommand } from '../../../src/cli/main.ts';
import { Capture } from '../../support/capture.ts';
import { run, TestRepository } from '../../support/git.ts';

// The commands about releases, on a clone and a folder of states, at times of our own.

const hour = 3_600_000;
let folder: string;
let repository: TestRepository;
let now = Date.parse('2026-10-20T12:00:00Z');
let releases: Record<string, unknown>;

async function statewarden(...words: string[]) {
  const [stdout, stderr] = [new Capture(), new Capture()];
  const code = await runCommand(words, {
    stdin: process.stdin,
    stdout,
    stderr,
    environment: {},
    clock: () => new Date(now),
    signal: new AbortController().signal,
    onExit: () => () => undefined,
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

const config = () => join(folder, 'statewarden.yaml');
const store = () => join(folder, 'findings');

function configure(changes: Record<string, unknown> = {}): void {
  const environments = ['production', 'staging'].map((name) => ({ name, match: [`${name}/**`], criticality: name }));
  const scanners = { releases: { ...releases, ...changes } };
  writeFileSync(config(), stringify({ environments, sources: [{ name: 'main', folder: 'states' }], scanners }));
}

/** Writes the state of an environment as an apply now does, with the earlier one beside it. */
function deploy(environment: string, version: string): void {
  const state = {
    version: 4,
    terraform_version: '1.11.4',
    serial: 1,
    lineage: environment,
    outputs: {
      version: { value: version, type: 'string' },
      manifest: { value: manifests.get(version) ?? '', type: 'string' },
    },
    resources: [],
  };
  const path = stateFile(environment);
  mkdirSync(dirname(path), { recursive: true });
  for (const file of [`${path}.backup`, path]) {
    writeFileSync(file, JSON.stringify(state));
    utimesSync(file, now / 1000, now / 1000);
  }
}

const stateFile = (environment: string) => join(folder, 'states', environment, 'terraform.tfstate');

const manifests = new Map<string, string>();

/** Commits, makes the manifest of the working tree, and tags as the pipeline does. */
async function release(tag: string): Promise<void> {
  const tree = join(folder, 'tree');
  mkdirSync(tree, { recursive: true });
  writeFileSync(join(tree, 'main.tf'), `# ${tag}\n`);
  const { stdout: trailer } = await statewarden('manifest', tree);
  const { stdout: files } = await statewarden('manifest', tree, '--format', 'files');
  writeFileSync(join(folder, `${tag}.txt`), files);
  manifests.set(tag, (await statewarden('manifest', tree, '--format', 'checksum')).stdout.trim());
  const commit = await repository.commit({ 'main.tf': `# ${tag}\n` });
  await repository.tag(tag, commit, `Release\n\n${trailer}`);
}

async function scan(): Promise<void> {
  now += hour;
  const { code, stderr } = await statewarden('scan', '--config', config(), '--store', store(), '--quiet');
  expect([0, 1], stderr).toContain(code);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'statewarden-releases-'));
  repository = await TestRepository.create(folder, 'infra');
  releases = {
    repositories: [
      {
        name: 'infra',
        path: 'infra.git',
        verifiedTag: 'verified/*',
        promotion: { order: ['staging', 'production'], minimumTime: '2h' },
      },
    ],
    deployments: [
      { match: ['*/**'], repository: 'infra', version: [{ output: 'version' }], manifest: { output: 'manifest' } },
    ],
  };
  configure();
  await repository.commit({ CODEOWNERS: '* @acme/platform\n' });
  for (const tag of ['v1.0.0', 'v1.1.0']) await release(tag);
  for (const environment of ['staging', 'production']) deploy(environment, 'v1.0.0');
  await scan();
  now += 24 * hour;
  deploy('staging', 'v1.1.0');
  await scan();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('releases history', () => {
  test('tells what an environment ran, and what it ran at one time', async () => {
    const all = await statewarden('releases', 'history', 'staging', '--store', store(), '--format', 'json');
    const { deployments } = JSON.parse(all.stdout) as { deployments: { from: string; to: string; at: string }[] };
    expect(deployments.map(({ from, to, at }) => [at, from, to])).toEqual([
      ['2026-10-20T12:00:00.000Z', null, 'v1.0.0'],
      ['2026-10-21T13:00:00.000Z', 'v1.0.0', 'v1.1.0'],
    ]);
    const then = await statewarden('releases', 'history', 'staging', '--store', store(), '--at', '2026-10-20');
    expect(then.stdout).toContain('v1.0.0');
    expect(then.stdout).not.toContain('v1.1.0');
    const before = await statewarden('releases', 'history', 'staging', '--store', store(), '--at', '2026-03-03');
    expect(before.stdout).toBe('Nothing is known of staging at 2026-03-03T23:59:59.999Z.\n');
  });

  test('refuses a time that is none', async () => {
    const { code, stderr } = await statewarden('releases', 'history', 'staging', '--store', store(), '--at', 'monday');
    expect(code).toBe(2);
    expect(stderr).toContain('write a day, such as 2026-03-03');
  });
});

describe('releases status', () => {
  test('is a table of environments and repositories', async () => {
    const { code, stdout } = await statewarden('releases', 'status', '--config', config(), '--store', store());
    expect(code).toBe(0);
    expect(stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['ENVIRONMENT', 'REPOSITORY', 'KEY', 'DEPLOYED', 'LATEST', 'BEHIND', 'VERIFIED', 'DRIFT'],
      ['production', 'infra', 'production/terraform.tfstate', 'v1.0.0', 'v1.1.0', '1', 'no', '-'],
      ['staging', 'infra', 'staging/terraform.tfstate', 'v1.1.0', 'v1.1.0', '0', 'no', '-'],
      [''],
    ]);
  });

  test('without repositories says what to configure', async () => {
    configure({ repositories: [], deployments: [] });
    const { code, stderr } = await statewarden('releases', 'status', '--config', config());
    configure();
    expect(code).toBe(2);
    expect(stderr).toContain('no repository is configured');
  });

  test('with a repository that is not there says so and is incomplete', async () => {
    configure({ repositories: [{ name: 'infra', path: 'elsewhere.git' }] });
    const { code, stdout } = await statewarden('releases', 'status', '--config', config());
    configure();
    expect(code).toBe(3);
    expect(stdout).toContain('not read: ');
  });
});

describe('gate', () => {
  const ask = (...words: string[]) =>
    statewarden('gate', '--config', config(), '--store', store(), '--env', 'production', ...words);
  const closed = async (...words: string[]) => {
    const { code, stdout } = await ask(...words, '--format', 'json');
    const { open, reasons } = JSON.parse(stdout) as {
      open: boolean;
      reasons: { rule: string; holds: boolean; reason: string }[];
    };
    expect([code, open]).toEqual(reasons.every(({ holds }) => holds) ? [0, true] : [1, false]);
    return reasons.filter(({ holds }) => !holds).map(({ rule }) => rule);
  };
  const signedOff = () => ['--tag', 'v1.1.0', '--manifest', join(folder, 'v1.1.0.txt')];

  beforeAll(async () => {
    now = Date.parse('2026-10-21T16:00:00Z');
    await scan();
  });

  test('opens for a release that is signed off, ran before, and nothing stands against', async () => {
    const { code, stdout } = await ask(...signedOff());
    expect(stdout).toContain('v1.1.0 may be deployed to production.');
    expect(stdout).toContain('the release ran in staging for 240 minutes; 120 minutes are asked for');
    expect(code).toBe(0);
    expect(await closed(...signedOff())).toEqual([]);
  });

  test('stays closed for another manifest, and without one', async () => {
    expect(await closed('--tag', 'v1.1.0', '--manifest', join(folder, 'v1.0.0.txt'))).toEqual(['checksum']);
    expect(await closed('--tag', 'v1.1.0')).toEqual(['checksum']);
  });

  test('stays closed for a tag that is not there, is bare, is no version, or is on no branch', async () => {
    expect(await closed('--tag', 'v9.9.9')).toEqual(['annotated', 'semver', 'checksum', 'branch', 'promotion']);
    const commit = await repository.commit({ 'main.tf': 'hotfix' }, 'hotfix');
    await repository.git(['tag', 'v1.1.1', commit]);
    await repository.tag('vnext', commit, 'Next\n');
    await repository.tag('v2.0.0-rc.1', commit, 'Candidate\n');
    expect(await closed('--tag', 'v1.1.1')).toEqual(['annotated', 'checksum', 'branch', 'promotion']);
    expect(await closed('--tag', 'vnext')).toEqual(['semver', 'checksum', 'branch', 'promotion']);
    expect(await closed('--tag', 'v2.0.0-rc.1')).toEqual(['semver', 'checksum', 'branch', 'promotion']);
    for (const tag of ['v1.1.1', 'vnext', 'v2.0.0-rc.1']) await repository.git(['tag', '-d', tag]);
  });

  test('stays closed for a release that ran too short a time in the environment before', async () => {
    const later = now;
    now = Date.parse('2026-10-21T14:30:00Z');
    expect(await closed(...signedOff())).toEqual(['promotion']);
    now = later;
  });

  test('stays closed while somebody holds the lock', async () => {
    const lock = join(dirname(stateFile('production')), '.terraform.tfstate.lock.info');
    writeFileSync(lock, '{}');
    expect(await closed(...signedOff())).toEqual(['lock']);
    rmSync(lock);
  });

  test('stays closed until the backups of what was written last were looked at', async () => {
    now += hour;
    deploy('production', 'v1.0.0');
    expect(await closed(...signedOff())).toEqual(['backup']);
    await scan();
    expect(await closed(...signedOff())).toEqual([]);
  });

  test('stays closed while a critical finding is open', async () => {
    // A release that is not what was tagged.
    const tagged = manifests.get('v1.0.0') ?? '';
    manifests.set('v1.0.0', 'f'.repeat(64));
    deploy('production', 'v1.0.0');
    await scan();
    expect(await closed(...signedOff())).toEqual(['findings']);
    manifests.set('v1.0.0', tagged);
    deploy('production', 'v1.0.0');
    await scan();
    expect(await closed(...signedOff())).toEqual([]);
  });

  test('is incomplete, and so closed, when the repository can not be read', async () => {
    configure({ repositories: [{ name: 'infra', path: 'elsewhere.git' }] });
    const { code, stdout, stderr } = await ask(...signedOff());
    configure();
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('elsewhere.git');
  });

  test('refuses an environment that nothing is deployed to', async () => {
    const { code, stderr } = await statewarden(
      'gate',
      '--config',
      config(),
      '--store',
      store(),
      '--env',
      'prod',
      '--tag',
      'v1.1.0',
    );
    expect(code).toBe(2);
    expect(stderr).toContain('no state of prod is deployed from');
  });
});

describe('the examples for pipelines', () => {
  const examples = resolve('examples');
  /** Commands of statewarden among the scripts of a pipeline. */
  const commandsIn = (scripts: readonly string[]) =>
    scripts.flatMap((script) => script.split('\n')).filter((line) => line.startsWith('statewarden '));

  const github = () => {
    const { jobs } = parse(readFileSync(join(examples, 'github-actions-gate.yml'), 'utf8')) as {
      jobs: { deploy: { steps: { run?: string }[] } };
    };
    return commandsIn(jobs.deploy.steps.flatMap(({ run: script }) => script ?? []));
  };
  const gitlab = () => {
    const pipeline = parse(readFileSync(join(examples, 'gitlab-ci-gate.yml'), 'utf8')) as Record<
      string,
      { script?: string[] }
    >;
    return commandsIn(Object.values(pipeline).flatMap(({ script = [] }) => script));
  };

  test.each([
    ['GitHub Actions', github],
    ['GitLab CI', gitlab],
  ])('of %s make the manifest and ask the gate, which opens', async (_name, commandsOf) => {
    const commands = commandsOf();
    expect(commands.map((command) => command.split(' ')[1])).toEqual(['manifest', 'gate']);
    // A checkout of the tag, in which the shell runs the very lines.
    const checkout = mkdtempSync(join(tmpdir(), 'checkout-'));
    const production = join(checkout, 'environments/production');
    mkdirSync(production, { recursive: true });
    writeFileSync(join(production, 'main.tf'), '# v1.1.0\n');
    const command = `'${process.execPath}' '${resolve('bin/cli.ts')}'`;
    const script = [
      'set -e',
      `statewarden() { ${command} "$@"; }`,
      ...commands.map((line) =>
        line.replace(/"dynamodb:[^"]*"|"\$FINDINGS"/, `'${store()}' --config '${config()}' --format json`),
      ),
    ].join('\n');
    const environment = { RELEASE: 'v1.1.0', CI_COMMIT_TAG: 'v1.1.0' };
    const answer = await run('sh', ['-c', script], { cwd: checkout, env: environment });
    expect(JSON.parse(answer.toString())).toMatchObject({ environment: 'production', tag: 'v1.1.0', open: true });
    rmSync(checkout, { recursive: true });
  });
});

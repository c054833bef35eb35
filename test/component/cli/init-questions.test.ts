import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommand } from '../../../src/cli/main.ts';
import { type AwsAccount, startAccount } from '../../support/aws-account.ts';
import { Capture } from '../../support/capture.ts';
import { type Answer, Person } from '../../support/person.ts';

let folder: string;
let account: AwsAccount;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statewarden-questions-'));
  file = join(folder, 'statewarden.yaml');
  const keys = ['prod/net.tfstate', 'staging/net.tfstate'];
  account = await startAccount({ buckets: { 'acme-tfstate': { keys }, 'acme-other': { keys: ['dev/a.tfstate'] } } });
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(account.environment)) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await account.close();
  await rm(folder, { recursive: true });
});

const enter = '\r';
const space = ' ';
const controlC = '\u0003';

/** Runs `init` with a person at the terminal. */
async function run(words: readonly string[], answers: readonly Answer[]) {
  const person = new Person(answers);
  const stdout = new Capture();
  const code = await runCommand(['init', '--output', file, ...words], {
    stdin: person.keyboard,
    stdout,
    stderr: person.screen,
    environment: { ...account.environment },
    clock: () => new Date(),
    signal: new AbortController().signal,
    onExit: () => () => undefined,
  });
  return { code, stdout: stdout.text, screen: person.screen.text, left: person.left() };
}

test('a person who takes what is found is asked for owners and addresses only', async () => {
  const { code, stdout, screen, left } = await run(
    [],
    [
      ['Look through the AWS account', enter],
      ['Sources:', enter],
      ['Environments', enter],
      ['Team that owns production', `platform${enter}`],
      ['Team that owns staging', enter],
      ['Team that owns development', enter],
      ['to page', `oncall@example${enter}`],
      ['is no mail address', `.com, boss@example.com${enter}`],
      ['for tickets', enter],
      ['Write ', enter],
    ],
  );
  expect(left).toEqual([]);
  expect(code).toBe(0);
  expect(screen).toContain('is written');
  expect(stdout).toContain('acme-tfstate · us-east-1 · 2 states');
  const text = await readFile(file, 'utf8');
  expect(text).toContain('{ name: production, match: [ prod/** ], criticality: production, owner: platform }');
  expect(text).toContain('{ name: staging, match: [ staging/** ], criticality: staging, owner: platform }');
  expect(text).toContain('  page:\n    email:\n      - oncall@example.com\n      - boss@example.com\n');
  expect(text).not.toContain('  ticket:');
});

test('what is not wanted is left out', async () => {
  const { code } = await run(
    ['--discover'],
    [
      ['Sources:', `${space}${enter}`],
      ['Environments', `${space}${enter}`],
      ['Team that owns staging', enter],
      ['Team that owns development', enter],
      ['to page', enter],
      ['for tickets', enter],
      ['Write ', enter],
    ],
  );
  expect(code).toBe(0);
  const text = await readFile(file, 'utf8');
  expect(text).not.toContain('bucket: acme-other');
  expect(text).not.toContain('name: production');
});

test('a person without access to AWS names the buckets', async () => {
  const { code } = await run(
    [],
    [
      ['Look through the AWS account', `n${enter}`],
      ['Buckets that hold states', `Acme_${enter}`],
      ['that is no address of a bucket', `${'\u007F'.repeat(5)}acme-live/prod/, acme-tfstate${enter}`],
      ['Sources:', enter],
      ['Environments', enter],
      ['Team that owns production', enter],
      ['Team that owns staging', enter],
      ['Team that owns development', enter],
      ['to page', enter],
      ['for tickets', enter],
      ['Write ', enter],
    ],
  );
  expect(code).toBe(0);
  expect(account.requests).toEqual([]);
  expect(await readFile(file, 'utf8')).toContain(
    '  - bucket: acme-live\n    prefix: prod/\n  - bucket: acme-tfstate\n',
  );
});

test.each([
  ['a no to the last question', [['Write ', `n${enter}`]] as const, 0],
  ['Ctrl-C', [['Write ', controlC]] as const, 130],
])('%s writes nothing', async (_, last, expected) => {
  const asked = ['Look at these buckets', 'Environments', 'owns production', 'owns staging', 'to page', 'for tickets'];
  const { code, screen } = await run(
    ['--bucket', 'acme-tfstate'],
    [...asked.map((question): Answer => [question, enter]), ...last],
  );
  expect(code).toBe(expected);
  expect(screen).toContain('Nothing is written');
  expect(await readdir(folder)).toEqual([]);
});

test('--yes asks nothing', async () => {
  expect(await run(['--discover', '--yes'], [])).toMatchObject({ code: 0 });
  expect(await readFile(file, 'utf8')).toContain('bucket: acme-other');
});

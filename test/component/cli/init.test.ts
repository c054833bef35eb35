import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AwsAccount, startAccount } from '../../support/aws-account.ts';
import { type CommandRun, runCommandLine } from '../../support/command-line.ts';

let cwd: string;
let account: AwsAccount;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'statewarden-init-'));
  account = await startAccount({
    buckets: {
      'acme-tfstate': {
        keys: ['prod/net.tfstate', 'prod/app.tfstate', 'env:/staging/net.tfstate', 'dns.tfstate'],
        versioning: 'Suspended',
        encryption: { algorithm: 'AES256' },
      },
      'acme-photos': { keys: ['cat.png'] },
    },
    tables: { 'terraform-locks': { key: ['LockID'], items: ['acme-tfstate/dns.tfstate-md5'] } },
  });
});
afterEach(async () => {
  await account.close();
  await rm(cwd, { recursive: true });
});

const run = (...words: string[]): Promise<CommandRun> =>
  runCommandLine(words, { cwd, environment: account.environment });
const written = (file = 'statewarden.yaml') => readFile(join(cwd, file), 'utf8');

test('--discover shows what it saw and writes a file that is valid', async () => {
  const { code, stdout, stderr } = await run('init', '--discover');
  expect(stderr).toBe('statewarden.yaml is written: read it, then try it with statewarden scan\n');
  expect(code).toBe(0);
  expect(stdout).toContain('acme-tfstate · us-east-1 · 4 states');
  expect(stdout).toContain('aws s3api put-bucket-versioning --bucket acme-tfstate --region us-east-1');
  expect(stdout).toContain('--notification-configuration \'{"EventBridgeConfiguration":{}}\'');
  expect(stdout).toMatch(/production {3}2 states, 50 %: prod\/\*\*/);
  expect(stdout).toContain('Looked at 2 buckets');
  expect(stdout).toContain('Nothing was changed.');
  expect(stdout).not.toContain('acme-photos');
  expect(await written()).toMatch(/^# yaml-language-server: \$schema=\.\/node_modules\/statewarden\/docs\//);
  expect(await written()).toContain('lockTable: terraform-locks');
  expect(await run('config', 'validate')).toMatchObject({ code: 0, stderr: '' });
});

test('what is denied is told, the rest is written, and the exit code says that it is not all', async () => {
  account.denied.add('GetBucketVersioning').add('ListTables');
  const { code, stdout } = await run('init', '--discover', '--output', 'ci.yaml');
  expect(code).toBe(3);
  expect(stdout).toContain('versioning   not seen: s3:GetBucketVersioning is not allowed');
  expect(stdout).toContain('Allow dynamodb:ListTables');
  expect(await run('config', 'validate', 'ci.yaml')).toMatchObject({ code: 0 });
});

test('an account that may not be listed: told, and nothing is written', async () => {
  account.denied.add('ListBuckets');
  const { code, stdout, stderr } = await run('init', '--discover');
  expect(code).toBe(3);
  expect(stdout).toContain('s3:ListAllMyBuckets is not allowed');
  expect(stderr).toContain('Nothing is written');
  expect(await readdir(cwd)).toEqual([]);
});

test('no bucket with states: nothing is written', async () => {
  const { code, stderr } = await run('init', '--discover', '--region', 'eu-west-1');
  expect(code).toBe(2);
  expect(stderr).toContain('no bucket was found that holds states');
  expect(await readdir(cwd)).toEqual([]);
});

test('--bucket alone asks AWS nothing', async () => {
  const words = [
    '--bucket',
    'acme-tfstate',
    '--bucket',
    's3://acme-live/prod/',
    '--bucket',
    'acme-live/prod',
    '--region',
    'eu-west-1',
  ];
  expect(await run('init', ...words)).toMatchObject({ code: 0, stdout: '' });
  expect(account.requests).toEqual([]);
  expect(await written()).toContain('  - bucket: acme-tfstate\n    region: eu-west-1\n  - bucket: acme-live\n');
  expect(await run('config', 'validate')).toMatchObject({ code: 0 });
});

test('--discover --bucket looks at that bucket alone', async () => {
  expect(await run('init', '--discover', '--bucket', 'acme-photos')).toMatchObject({ code: 0 });
  expect(account.requests.some(({ operation }) => operation === 'ListBuckets')).toBe(false);
  expect(await written()).toContain('bucket: acme-photos');
});

describe('a file that is there', () => {
  beforeEach(() => writeFile(join(cwd, 'statewarden.yaml'), 'mine'));

  test('is not written over, and AWS is not even asked', async () => {
    const { code, stderr } = await run('init', '--discover');
    expect(code).toBe(2);
    expect(stderr).toContain('statewarden.yaml is there already');
    expect(await written()).toBe('mine');
    expect(account.requests).toEqual([]);
  });

  test('is replaced with --force', async () => {
    expect(await run('init', '--bucket', 'acme-tfstate', '--force')).toMatchObject({ code: 0 });
    expect(await written()).toContain('bucket: acme-tfstate');
  });
});

test.each([
  [['init'], 'there is no terminal to ask on'],
  [['init', '--yes'], '--discover'],
  [['init', '--bucket', 'Acme_'], 'that is no address of a bucket'],
  [['init', '--bucket', 'acme', '--region', 'europe'], 'europe is no AWS region'],
  [['init', '--bucket', 'acme', '--output', 'nowhere/x.yaml'], 'its folder does not exist'],
])('%j ends with 2 and says what to do', async (words, expected) => {
  const { code, stdout, stderr } = await run(...words);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(expected);
  expect(await readdir(cwd)).toEqual([]);
});

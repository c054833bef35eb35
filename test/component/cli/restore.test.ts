import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmbeddedStore } from '../../../src/findings/embedded.ts';
import { type CommandRun, runCommandLine } from '../../support/command-line.ts';
import { all } from '../../support/findings.ts';
import { restorableState } from '../../support/restorable-states.ts';
import { type S3Server, startS3 } from '../../support/s3-server.ts';

const key = 'prod/net.tfstate';
const canary = `canary-${'x'.repeat(10)}-not-to-be-seen`;
const good = restorableState({
  serial: 12,
  resources: { first: `${canary}-1`, second: 'b' },
  outputs: { url: `${canary}-2` },
});
const bad = restorableState({ serial: 13, resources: { first: `${canary}-3` } });

let cwd: string;
let s3: S3Server;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'statewarden-restore-'));
  s3 = await startS3();
});
afterEach(async () => {
  await s3.close();
  await rm(cwd, { recursive: true });
});

async function run(...words: string[]): Promise<CommandRun> {
  const environment = {
    AWS_ENDPOINT_URL: s3.endpoint,
    AWS_ACCESS_KEY_ID: 'fake',
    AWS_SECRET_ACCESS_KEY: 'fake',
    AWS_REGION: 'us-east-1',
    AWS_CONFIG_FILE: '/nowhere',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
  };
  const result = await runCommandLine(['restore', ...words], { cwd, environment });
  expect(`${result.stdout}${result.stderr}`).not.toContain(canary);
  expect(result.stderr).not.toMatch(/^\s+at /m);
  return result;
}

const place = () => `s3://${s3.bucket}`;

function history(): void {
  s3.put(`${key}.tflock`, JSON.stringify({ ID: 'fake', Operation: 'OperationTypeApply', Who: 'runner@ci-7' }));
  s3.put(key, good);
  s3.remove(`${key}.tflock`);
  s3.setTime('2026-11-20T11:00:00Z');
  s3.put(key, bad);
}

describe('the list', () => {
  test('shows every version with what it holds and who wrote it, also bad ones', async () => {
    history();
    s3.put(key, `{"version": 4, "serial": 14, "${canary}`);
    s3.put(
      key,
      JSON.stringify({ serial: 15, lineage: 'x', meta: {}, encrypted_data: canary, encryption_version: 'v0' }),
    );
    s3.remove(key);
    const { code, stdout } = await run(place(), key);
    expect(code).toBe(0);
    const lines = stdout.split('\n').map((line) => line.replaceAll(/\s+/g, ' ').trim());
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\* Kq\.\S+ 2026-11-20 11:00:04Z - deleted -$/),
        expect.stringMatching(/^Kq\.\S+ 2026-11-20 11:00:03Z 15 encrypted \d+$/),
        expect.stringMatching(/^Kq\.\S+ 2026-11-20 11:00:02Z - damaged \d+$/),
        'the JSON ends before it is complete',
        expect.stringMatching(/^Kq\.\S+ 2026-11-20 11:00:01Z 13 1 \d+$/),
        expect.stringMatching(/^Kq\.\S+ 2026-11-20 10:00:02Z 12 2 [\d,]+$/),
        'by runner@ci-7 (apply)',
      ]),
    );
    expect(stdout).toContain(`statewarden restore s3://${s3.bucket} ${key} --version ID`);
  });

  test('is JSON on demand', async () => {
    history();
    const { stdout } = await run(place(), key, '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      stateKey: key,
      location: `s3://${s3.bucket}/${key}`,
      more: false,
      notes: [],
      versions: [
        { current: true, status: 'sound', serial: 13, managedInstances: 1, who: null, problem: null },
        { current: false, status: 'sound', serial: 12, managedInstances: 2, who: 'runner@ci-7 (apply)' },
      ],
    });
  });

  test('is as long as asked for, and says that there is more', async () => {
    for (let serial = 1; serial <= 4; serial++) s3.put(key, restorableState({ serial }));
    const { stdout } = await run(place(), key, '--limit', '2', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ more: true, versions: [{ serial: 4 }, { serial: 3 }] });
    expect((await run(place(), key, '--limit', '2')).stdout).toContain('Older ones are kept: --limit 10');
  });

  test('ends with 3 where a version may not be read, and with 0 where one is archived', async () => {
    history();
    const answer = (code: string) => {
      s3.fault = ({ operation, query }) =>
        operation === 'GetObject' && query.get('versionId') === s3.versionIds(key)[1] ? { status: 403, code } : null;
    };
    answer('AccessDenied');
    const denied = await run(place(), key);
    expect(denied.code).toBe(3);
    expect(denied.stdout.replaceAll(/\s+/g, ' ')).toContain(
      's3:GetObjectVersion is not allowed. Allow s3:GetObjectVersion to whoever restores',
    );
    answer('InvalidObjectState');
    const archived = await run(place(), key);
    expect(archived.code).toBe(0);
    expect(archived.stdout.replaceAll(/\s+/g, ' ')).toContain(
      `aws s3api restore-object --bucket ${s3.bucket} --key ${key} --version-id ${s3.versionIds(key)[1]}`,
    );
    const chosen = await run(place(), key, '--version', s3.versionIds(key)[1] ?? '', '--apply');
    expect(chosen.code).toBe(3);
    expect(chosen.stderr).toContain('Take it out of the archive first: `aws s3api restore-object');
  });
});

describe('a restore', () => {
  test('is only shown without --apply, by address and name, with the command that does it', async () => {
    history();
    const { code, stdout, stderr } = await run(place(), key, '--serial', '12');
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^ {2}\+ terraform_data\.second$/m);
    expect(stdout).toMatch(/^ {2}~ terraform_data\.first: input$/m);
    expect(stdout).toMatch(/^ {2}\+ url$/m);
    expect(stdout).toContain('Serial:   14');
    expect(stdout).toMatch(new RegExp(`statewarden restore s3://${s3.bucket} ${key} --version Kq\\S+ --apply`));
    expect(s3.requests.every(({ operation }) => !/^(Put|Delete)/.test(operation))).toBe(true);
  });

  test('is done with --apply and recorded with --store, and told in JSON', async () => {
    history();
    const words = [place(), key, '--serial', '12', '--apply', '--store', 'findings', '--format', 'json', '--quiet'];
    const { code, stdout, stderr } = await run(...words);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      restore: { version: { serial: 12 }, current: { serial: 13 }, newSerial: 14, done: false, refusals: [] },
      result: { serial: 14, written: true, takenOver: false, digest: null, recorded: true },
    });
    expect(s3.current(key)?.text).toBe(good.replace('"serial": 12', '"serial": 14'));
    const { store, close } = await openEmbeddedStore({ folder: join(cwd, 'findings') });
    expect(await all(store.activity({ kind: 'restore' }))).toHaveLength(1);
    await close();
    const files = await readdir(join(cwd, 'findings'));
    const written = await Promise.all(files.map((file) => readFile(join(cwd, 'findings', file), 'latin1')));
    expect(written.join('')).not.toContain(canary);
    // The lock said nothing of the state either.
    expect(
      s3.requests
        .filter(({ operation, key: at }) => operation === 'PutObject' && at !== key)
        .map(({ body }) => body)
        .join(''),
    ).not.toContain(canary);
  });

  test('that is refused ends with 1 and changes nothing, with and without --apply', async () => {
    history();
    s3.put(
      `${key}.tflock`,
      JSON.stringify({
        ID: 'fake-id',
        Operation: 'OperationTypePlan',
        Who: 'bob@desk',
        Created: '2026-11-20T11:30:00Z',
      }),
    );
    for (const more of [[], ['--apply']]) {
      const { code, stderr } = await run(place(), key, '--serial', '12', ...more);
      expect(code).toBe(1);
      expect(stderr).toContain('locked by bob@desk (OperationTypePlan) since 2026-11-20T11:30:00Z');
      expect(stderr).toContain('terraform force-unlock fake-id');
    }
    expect(s3.current(key)?.text).toBe(bad);
  });

  test('of a state that is not there says where it looked', async () => {
    const { code, stderr } = await run(place(), 'prod/nett.tfstate');
    expect(code).toBe(1);
    expect(stderr).toContain(`s3://${s3.bucket}/prod/nett.tfstate: no version of such a state is kept. Check the key`);
  });

  test('by name of a source takes region and lock table from the configuration, but not its role', async () => {
    history();
    const role = 'arn:aws:iam::111111111111:role/reader';
    const sources = [{ name: 'main', bucket: s3.bucket, region: 'eu-west-1', roleArn: role }];
    await writeFile(join(cwd, 'statewarden.yaml'), JSON.stringify({ sources }));
    const { code } = await run('main', key, '--serial', '12');
    expect(code).toBe(0);
    expect(s3.requests.map(({ operation }) => operation)).not.toContain('AssumeRole');
    expect(s3.requests[0]?.headers.authorization).toContain('/eu-west-1/');
    s3.requests.splice(0);
    await run(place(), key, '--serial', '12');
    expect(s3.requests[0]?.headers.authorization).toContain('/eu-west-1/');
  });

  test('of a file in a folder', async () => {
    await writeFile(join(cwd, 'terraform.tfstate'), bad);
    await writeFile(join(cwd, 'terraform.tfstate.backup'), good);
    const { code, stdout } = await run('.', 'terraform.tfstate', '--version', 'terraform.tfstate.backup', '--apply');
    expect(code).toBe(0);
    expect(stdout).toContain('Restored: version terraform.tfstate, serial 14');
    expect(await readFile(join(cwd, 'terraform.tfstate'), 'utf8')).toBe(good.replace('"serial": 12', '"serial": 14'));
  });
});

describe('wrong usage ends with 2', () => {
  test.each([
    [['nowhere', key], 'nowhere: there is no such source in the configuration, and no such folder'],
    [['s3://acme-tfstate/prod/', 'dev/a.tfstate'], 'dev/a.tfstate is not below s3://acme-tfstate/prod/'],
    [['s3://acme-tfstate', key, '--apply'], '--apply needs --version or --serial'],
    [['s3://acme-tfstate', key, '--serial', 'x'], 'Write a whole number.'],
    [['s3://acme-tfstate', key, '--serial', '1', '--version', 'a'], 'cannot be used with option'],
    [['s3://acme-tfstate', key, '--apply', '--dry-run'], 'cannot be used with option'],
    [['.', key, '--lock-table', 'locks'], '--lock-table goes with a bucket'],
  ])('%j', async (words, expected) => {
    const { code, stdout, stderr } = await run(...words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(expected);
  });
});

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, NotFound } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { runCommandLine, startCommand } from '../support/command-line.ts';
import { all } from '../support/findings.ts';
import { md5 } from '../support/restore-bed.ts';
import { credentials, region } from './support/clients.ts';
import { clients, deployment, store } from './support/deployment.ts';
import { type HeldProxy, startHeldProxy } from './support/held-proxy.ts';
import { type Mechanism, steadily, Workspace } from './support/open-tofu.ts';

const run = promisify(execFile);
const { statesBucket: Bucket, lockTable } = deployment;
const documents = DynamoDBDocumentClient.from(clients.dynamoDb);
const environment = { ...credentials, AWS_REGION: region, AWS_ENDPOINT_URL: deployment.endpoint };
const findingsTable = `dynamodb://${deployment.stack.FindingsTableName}`;

/** A stack of two resources that was applied so often, in a folder with the configuration of Statewarden. */
async function applied(key: string, mechanism: Mechanism, times: number): Promise<Workspace> {
  const workspace = new Workspace(key, mechanism);
  for (let serial = 1; serial <= times; serial++) {
    await workspace.write(configuration(String(serial)));
    if (serial === 1) await workspace.tofu('init', '-no-color');
    await workspace.tofu('apply', '-auto-approve', '-no-color');
  }
  const sources = [{ name: 'main', bucket: Bucket, region, ...(mechanism === 'lock file' ? {} : { lockTable }) }];
  await writeFile(join(workspace.folder, 'statewarden.yaml'), JSON.stringify({ sources }));
  return workspace;
}

const configuration = (input: string) =>
  `resource "terraform_data" "first" {\n  input = "${input}"\n}\nresource "terraform_data" "second" {\n  input = "kept"\n}\n`;

const remove = (key: string) => clients.s3.send(new DeleteObjectCommand({ Bucket, Key: key }));

/** The plan of a state that is what it was. */
const planShowsNoChange = (workspace: Workspace) => workspace.tofu('plan', '-detailed-exitcode', '-no-color');

async function isFree(key: string): Promise<boolean> {
  const { Item } = await documents.send(new GetCommand({ TableName: lockTable, Key: { LockID: `${Bucket}/${key}` } }));
  return Item === undefined && !(await isThere(`${key}.tflock`));
}

async function isThere(Key: string): Promise<boolean> {
  try {
    await clients.s3.send(new HeadObjectCommand({ Bucket, Key }));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

test.each<Mechanism>(['lock file', 'table', 'both'])(
  'a state that was deleted is brought back, after which the plan shows no change: %s',
  async (mechanism) => {
    const key = `prod/lost-${mechanism.replace(' ', '-')}/terraform.tfstate`;
    const workspace = await applied(key, mechanism, 2);
    await remove(key);
    await expect(planShowsNoChange(workspace)).rejects.toThrow();

    const words = ['restore', 'main', key, '--serial', '2', '--apply', '--store', findingsTable];
    const { code, stdout, stderr } = await runCommandLine(words, { cwd: workspace.folder, environment });
    expect(`${stdout}${stderr}`).toContain('Restored: ');
    expect(code).toBe(0);

    await planShowsNoChange(workspace);
    expect(await isFree(key)).toBe(true);
    const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket, Key: key }));
    const state = (await Body?.transformToString()) ?? '';
    expect(JSON.parse(state)).toMatchObject({ serial: 3 });
    const digest = await documents.send(
      new GetCommand({ TableName: lockTable, Key: { LockID: `${Bucket}/${key}-md5` } }),
    );
    expect(digest.Item?.Digest).toBe(mechanism === 'lock file' ? undefined : md5(state));
    const records = await all(store.activity({ kind: 'restore', source: 'main', targetId: key }));
    expect(records).toMatchObject([{ details: { restoredSerial: 2, serial: 3, before: 'deleted' } }]);

    // Terraform goes on where it was.
    await workspace.write(configuration('after'));
    await workspace.tofu('apply', '-auto-approve', '-no-color');
  },
);

test.each<Mechanism>(['lock file', 'table'])(
  'an apply is held off while a restore is at work, and a restore that was killed is finished by the next: %s',
  async (mechanism) => {
    const key = `prod/held-${mechanism.replace(' ', '-')}/terraform.tfstate`;
    const workspace = await applied(key, mechanism, 2);
    const words = ['restore', 'main', key, '--serial', '1', '--apply'];

    // The restore holds the lock, and its write waits.
    const proxy = await startHeldProxy(
      deployment.endpoint,
      ({ method, url = '' }) => method === 'PUT' && url.split('?')[0] === `/${Bucket}/${key}`,
    );
    try {
      const killed = startCommand(words, at(workspace, proxy));
      await proxy.waiting;
      const heldOff = workspace.tofu('apply', '-auto-approve', '-no-color');
      await expect(heldOff).rejects.toMatchObject({
        stderr: expect.stringMatching(/Operation:\s+statewarden-restore/),
      });
      const other = await runCommandLine(words, at(workspace));
      expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('(statewarden-restore)') });
      killed.kill('SIGKILL');
      await once(killed, 'exit');
    } finally {
      await proxy.close();
    }

    const finished = await runCommandLine(words, at(workspace));
    expect(finished).toMatchObject({ code: 0, stdout: expect.stringContaining('was taken over') });
    expect(await isFree(key)).toBe(true);
    await workspace.write(configuration('1'));
    await planShowsNoChange(workspace);
  },
);

test('the runbook of a state that is gone is followed word by word', async () => {
  const key = 'prod/net/terraform.tfstate';
  const workspace = await applied(key, 'both', 3);
  await remove(key);
  const runbook = await readFile('docs/operations/the-state-is-gone.md', 'utf8');
  const blocks = [...runbook.matchAll(/^```sh\n(.*?)^```/gms)].map(([, commands = '']) => commands);
  expect(blocks).toHaveLength(5);
  expect(runbook).toContain('whose last good version has serial 3');

  const programs = await programsOnPath(workspace.folder);
  const printed: string[] = [];
  for (const commands of blocks) {
    const env = { ...environment, PATH: `${programs}:${process.env.PATH ?? ''}`, HOME: deployment.folder };
    const { stdout } = await steadily(() => run('sh', ['-e', '-c', commands], { cwd: workspace.folder, env }));
    printed.push(stdout);
  }
  const [listed, shown, restored, planned, after] = printed;
  expect(listed).toMatch(/deleted/);
  expect(shown).toContain('+ terraform_data.first');
  expect(restored).toContain('Restored: ');
  expect(planned).toContain('No changes');
  expect(after).toMatch(/^\* .* 4 {2}/m);
});

function at(workspace: Workspace, proxy?: HeldProxy) {
  const reached = proxy === undefined ? {} : { AWS_ENDPOINT_URL: proxy.endpoint };
  return { cwd: workspace.folder, environment: { ...environment, ...reached } };
}

/** `statewarden` and `terraform`, as a person has them. @returns the folder that holds them */
async function programsOnPath(folder: string): Promise<string> {
  const programs = join(folder, 'bin');
  await mkdir(programs, { recursive: true });
  const statewarden = join(programs, 'statewarden');
  await writeFile(statewarden, `#!/bin/sh\nexec '${process.execPath}' '${resolve('bin/cli.ts')}' "$@"\n`);
  await chmod(statewarden, 0o755);
  await symlink(deployment.tools.tofu, join(programs, 'terraform'));
  return programs;
}

import { HeadObjectCommand, NotFound } from '@aws-sdk/client-s3';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test, vi } from 'vitest';
import * as z from 'zod';
import { smallState } from '../support/small-state.ts';
import { alert, clients, deployment, nextSweep, openFindings, putState, soon } from './support/deployment.ts';
import { type Mechanism, Workspace } from './support/open-tofu.ts';

// Most of their time these tests wait for schedules: they do so together.

const { statesBucket: bucket, lockTable: TableName } = deployment;
const documents = DynamoDBDocumentClient.from(clients.dynamoDb);
const idOf = (stateKey: string) => `${bucket}/${stateKey}`;

test.concurrent.each<Mechanism>(['lock file', 'table', 'both'])(
  'a lock that a killed apply left behind is paged, with the command that releases it, and its release is told: %s',
  async (mechanism) => {
    const stateKey = `prod/locked-with-${mechanism.replace(' ', '-')}/terraform.tfstate`;
    const workspace = new Workspace(stateKey, mechanism);
    await workspace.write('resource "terraform_data" "first" {}\n');
    await workspace.tofu('init', '-no-color');
    await workspace.tofu('apply', '-auto-approve', '-no-color');

    await workspace.write(`resource "terraform_data" "slow" {
  provisioner "local-exec" {
    command = "sleep 300"
  }
}
`);
    const apply = workspace.start('apply', '-auto-approve', '-no-color');
    const group = -z.number().parse(apply.pid);
    try {
      await vi.waitFor(async () => expect(await isLocked(stateKey, mechanism)).toBe(true), soon);
    } finally {
      process.kill(group, 'SIGKILL');
    }

    const stale = await alert({ stateKey, checkId: 'lock/stale' }, nextSweep);
    expect(stale).toMatchObject({ route: 'page', queue: 'page', finding: { severity: 'high' } });
    const { lockId } = z.object({ lockId: z.string() }).parse(stale.finding.evidence);
    expect(stale.finding.remediation).toContain(`terraform force-unlock ${lockId}`);

    await workspace.tofu('force-unlock', '-force', lockId);
    const released = await alert({ stateKey, checkId: 'lock/stale', transition: 'resolved' }, nextSweep);
    expect(released.queue).toBe('page');
  },
);

test.concurrent('a state that is not what the lock table says is paged with its cause, and each repair resolves it', async () => {
  const byHand = await applied('prod/by-hand/terraform.tfstate', 'table');
  await putState(byHand, smallState({ serial: 99 }));
  const moved = await applied('prod/moved/terraform.tfstate', 'table');
  await applied(moved, 'lock file');

  // A digest may be late by two minutes.
  const patience = { ...nextSweep, timeout: 280_000 };
  const [first, second] = await Promise.all(
    [byHand, moved].map((stateKey) => alert({ stateKey, checkId: 'lock/digest-mismatch' }, patience)),
  );
  expect(first?.finding.evidence.cause).toBe('written-without-lock');
  expect(second?.finding.evidence.cause).toBe('lock-file-only');

  const { md5 } = z.object({ md5: z.string() }).parse(first?.finding.evidence);
  const LockID = `${idOf(byHand)}-md5`;
  await documents.send(new PutCommand({ TableName, Item: { LockID, Digest: md5 } }));
  await documents.send(new DeleteCommand({ TableName, Key: { LockID: `${idOf(moved)}-md5` } }));
  for (const stateKey of [byHand, moved]) {
    await alert({ stateKey, checkId: 'lock/digest-mismatch', transition: 'resolved' }, nextSweep);
  }
}, 600_000);

test.concurrent('a lock table is looked at as a whole', async () => {
  // Its alert came with the first sweep, perhaps to another file of the suite.
  const open = () => openFindings(`dynamodb://${TableName}`);
  const evidence = { table: TableName, lacks: ['deletion-protection', 'point-in-time-recovery'], keys: ['LockID (S)'] };
  const unprotected = expect.objectContaining({ checkId: 'lock/table-unprotected', evidence });
  await expect.poll(open, nextSweep).toContainEqual(unprotected);
});

test.concurrent('a bucket that tells nothing of its changes is swept on schedule', async () => {
  const stateKey = 'prod/unheard.tfstate';
  await putState(stateKey, smallState({ tainted: true }), deployment.quietBucket);
  const { finding } = await alert({ stateKey, checkId: 'state/tainted' }, nextSweep);
  expect(finding.source).toBe(deployment.quietBucket);
  await putState(stateKey, smallState({ serial: 2 }), deployment.quietBucket);
  await alert({ stateKey, checkId: 'state/tainted', transition: 'resolved' }, nextSweep);
  expect(await openFindings(stateKey, deployment.quietBucket)).not.toContainEqual(
    expect.objectContaining({ checkId: 'state/tainted' }),
  );
});

/** Applies something that was not there before. @returns the key */
async function applied(stateKey: string, mechanism: Mechanism): Promise<string> {
  const workspace = new Workspace(stateKey, mechanism);
  await workspace.write(`resource "terraform_data" "any" {\n  input = "${crypto.randomUUID()}"\n}\n`);
  await workspace.tofu('init', '-reconfigure', '-no-color');
  await workspace.tofu('apply', '-auto-approve', '-no-color');
  return stateKey;
}

async function isLocked(stateKey: string, mechanism: Mechanism): Promise<boolean> {
  const isInTable = mechanism === 'lock file' || (await hasItem(idOf(stateKey)));
  return isInTable && (mechanism === 'table' || (await hasObject(`${stateKey}.tflock`)));
}

async function hasItem(LockID: string): Promise<boolean> {
  const { Item } = await documents.send(new GetCommand({ TableName, Key: { LockID } }));
  return Item !== undefined;
}

async function hasObject(Key: string): Promise<boolean> {
  try {
    await clients.s3.send(new HeadObjectCommand({ Bucket: bucket, Key }));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { GetObjectCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { all } from '../support/findings.ts';
import { smallState } from '../support/small-state.ts';
import { credentials, region } from './support/clients.ts';
import { alert, clients, deployment, nextSweep, putState, soon, store } from './support/deployment.ts';
import { Workspace } from './support/open-tofu.ts';

const run = promisify(execFile);
const { statesBucket, copiedBucket, copiesBucket } = deployment;
const { VaultBucketName: vaultBucket } = deployment.stack;

const state = smallState({ serial: 7 });

test.concurrent.each([
  { what: 'missing', copy: null, checkId: 'backup/copy-missing' },
  { what: 'stale', copy: smallState({ serial: 6 }), checkId: 'backup/copy-stale' },
  { what: 'cut off', copy: state.slice(0, -40), checkId: 'backup/restore-failed' },
  { what: 'of another lineage', copy: smallState({ serial: 7, lineage: 'another' }), checkId: 'backup/copy-mismatch' },
])('a copy that is $what is told, and resolves once it is a copy', async ({ what, copy, checkId }) => {
  const stateKey = `prod/copy-${what.replaceAll(' ', '-')}.tfstate`;
  // Written twice: a state without an earlier version would be told under the same check as one without a copy.
  for (const version of [smallState({ serial: 6 }), state]) await putState(stateKey, version, copiedBucket);
  if (copy !== null) await putState(stateKey, copy, copiesBucket);

  const told = await alert({ stateKey, checkId }, nextSweep);
  expect(told.finding.message).toContain(`s3://${copiesBucket}/`);

  await putState(stateKey, state, copiesBucket);
  await alert({ stateKey, checkId, transition: 'resolved' }, nextSweep);
});

test.concurrent('the vault gets every version that an apply writes, each once, and the copies are read back as evidence', async () => {
  const stateKey = 'prod/vaulted/terraform.tfstate';
  const workspace = new Workspace(stateKey);
  for (const input of ['first', 'second', 'third']) {
    await workspace.write(`resource "terraform_data" "any" {\n  input = "${input}"\n}\n`);
    await workspace.tofu('init', '-no-color');
    await workspace.tofu('apply', '-auto-approve', '-no-color');
  }
  const written = await versionsOf(statesBucket, stateKey);
  expect(written.length).toBeGreaterThanOrEqual(3);
  const copied = () => versionsOf(vaultBucket, `${statesBucket}/${stateKey}`);
  await expect.poll(copied, soon).toEqual(written);

  const drills = async () => {
    const records = await all(store.activity({ kind: 'drill', source: statesBucket, targetId: stateKey }));
    return records.map(({ details }) => details);
  };
  const copy = { of: 'copy', place: `s3://${vaultBucket}/${statesBucket}/`, problem: null, lostSeconds: 0 };
  await expect.poll(drills, nextSweep).toContainEqual(expect.objectContaining(copy));
  // Nothing was copied again meanwhile, though the state was looked at and events came more than once.
  expect(await copied()).toEqual(written);

  const { stdout } = await run(
    process.execPath,
    [
      resolve('bin/cli.ts'),
      ...['activity', '--store', `dynamodb://${deployment.stack.FindingsTableName}`, '--kind', 'drill'],
      ...['--source', statesBucket, '--key', stateKey],
    ],
    { env: { ...credentials, PATH: process.env.PATH, AWS_REGION: region, AWS_ENDPOINT_URL: deployment.endpoint } },
  );
  expect(stdout).toMatch(/copy in s3:\/\/\S+: read back in \d+ ms, 0 s would be lost/);
});

/** Contents of all versions of an object, oldest first. */
async function versionsOf(Bucket: string, Key: string): Promise<readonly string[]> {
  const { Versions = [] } = await clients.s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key }));
  const texts = await Promise.all(
    Versions.filter((version) => version.Key === Key).map(async ({ VersionId }) => {
      const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
      return (await Body?.transformToString()) ?? '';
    }),
  );
  return texts.toReversed();
}

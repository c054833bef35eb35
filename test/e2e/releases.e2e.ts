import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { all } from '../support/findings.ts';
import { TestRepository } from '../support/git.ts';
import { alert, deployment, nextSweep, openFindings, store } from './support/deployment.ts';
import { invoke } from './support/functions.ts';
import { Workspace } from './support/open-tofu.ts';

// Releases are tagged on a git server that wants the token of a secret, deployed by OpenTofu, rolled back, and changed by hand.

const stateKey = 'prod/released/terraform.tfstate';
const repository = TestRepository.open(deployment.repository);
const workspace = new Workspace(stateKey);

const checksumOf = (tag: string) => createHash('sha256').update(tag).digest('hex');

async function release(tag: string): Promise<void> {
  const commit = await repository.commit({ 'main.tf': `# ${tag}\n` });
  await repository.tag(tag, commit, `Release ${tag}\n\nManifest-SHA256: ${checksumOf(tag)}\n`);
}

/** @param manifest checksum of what is deployed: that of the release unless somebody changed it */
async function deploy(version: string, manifest = checksumOf(version)): Promise<void> {
  await workspace.write(
    `output "version" {\n  value = "${version}"\n}\noutput "manifest" {\n  value = "${manifest}"\n}\n`,
  );
  await workspace.tofu('init', '-no-color');
  await workspace.tofu('apply', '-auto-approve', '-no-color');
}

const query = { kind: 'deployment', source: deployment.statesBucket, targetId: stateKey } as const;
const lineage = async () => (await all(store.activity(query))).map(({ details }) => [details.from, details.to]);

/** What the schedule does each minute, now: a deployment counts a second after it wrote. */
async function sweep(): Promise<void> {
  await setTimeout(1500);
  await invoke('Dispatch', { scanner: 'releases' });
}

test('releases, a rollback and a change by hand are told as they come, and resolve', async () => {
  await release('v1.0.0');
  await release('v1.1.0');
  await deploy('v1.0.0');
  await expect.poll(lineage, nextSweep).toEqual([[null, 'v1.0.0']]);

  await deploy('v1.1.0');
  await deploy('v1.0.0');
  await sweep();
  const rollback = await alert({ stateKey, checkId: 'release/downgraded' }, nextSweep);
  expect(rollback).toMatchObject({ queue: 'ticket', finding: { environment: 'production' } });
  expect(rollback.finding.evidence).toMatchObject({ from: 'v1.1.0', to: 'v1.0.0' });
  expect(await lineage()).toEqual([
    [null, 'v1.0.0'],
    ['v1.0.0', 'v1.1.0'],
    ['v1.1.0', 'v1.0.0'],
  ]);

  // By hand: what is deployed as v1.1.0 is not what was tagged, and the tag of v1.0.0 is moved.
  await deploy('v1.1.0', checksumOf('something else'));
  await repository.tag('v1.0.0', 'v1.1.0^{}', 'Release v1.0.0\n');
  await sweep();
  const [mismatch, moved] = await Promise.all([
    alert({ stateKey, checkId: 'release/checksum-mismatch' }, nextSweep),
    alert({ stateKey: 'git://infra', checkId: 'release/tag-moved' }, nextSweep),
    alert({ stateKey, checkId: 'release/downgraded', transition: 'resolved' }, nextSweep),
  ]);
  expect(mismatch).toMatchObject({ queue: 'page', finding: { severity: 'critical' } });
  expect(moved.finding.evidence).toMatchObject({ tag: 'v1.0.0' });

  await deploy('v1.1.0');
  await sweep();
  await alert({ stateKey, checkId: 'release/checksum-mismatch', transition: 'resolved' }, nextSweep);
  expect((await openFindings(stateKey)).filter(({ scanner }) => scanner === 'releases')).toEqual([]);
});

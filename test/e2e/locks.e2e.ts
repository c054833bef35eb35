import { HeadObjectCommand, NotFound } from '@aws-sdk/client-s3';
import { expect, test, vi } from 'vitest';
import * as z from 'zod';
import { alert, clients, deployment, nextSweep, soon } from './support/deployment.ts';
import { Workspace } from './support/open-tofu.ts';

test('a lock that a killed apply left behind is paged, with the command that releases it, and its release is told', async () => {
  const stateKey = 'prod/network/terraform.tfstate';
  const workspace = new Workspace(stateKey);
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
    await vi.waitFor(async () => expect(await isLocked(stateKey)).toBe(true), soon);
  } finally {
    process.kill(group, 'SIGKILL');
  }

  const stale = await alert({ stateKey, checkId: 'lock/stale' }, nextSweep);
  expect(stale).toMatchObject({ route: 'page', queue: 'page', finding: { severity: 'high' } });
  const { lockId } = z.object({ lockId: z.string() }).parse(stale.finding.evidence);
  expect(stale.finding.remediation).toContain('force-unlock');

  await workspace.tofu('force-unlock', '-force', lockId);
  const released = await alert({ stateKey, checkId: 'lock/stale', transition: 'resolved' });
  expect(released.queue).toBe('page');
});

async function isLocked(stateKey: string): Promise<boolean> {
  try {
    await clients.s3.send(new HeadObjectCommand({ Bucket: deployment.statesBucket, Key: `${stateKey}.tflock` }));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

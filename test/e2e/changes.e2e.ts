import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect, test, vi } from 'vitest';
import { generateState } from '../support/generate-state.ts';
import { smallState } from '../support/small-state.ts';
import {
  alert,
  alertsAbout,
  clients,
  deployment,
  historyOf,
  openFindings,
  putState,
  soon,
  store,
} from './support/deployment.ts';
import { Workspace } from './support/open-tofu.ts';

test('what OpenTofu writes is scanned at once: a secret in an output is told, and its removal too', async () => {
  const stateKey = 'prod/app/terraform.tfstate';
  const value = ['not', 'a', 'password', 'of', 'anyone'].join('-');
  const workspace = new Workspace(stateKey);
  await workspace.write(`output "database_password" {\n  value = "${value}"\n  sensitive = true\n}\n`);
  await workspace.tofu('init', '-no-color');
  await workspace.tofu('apply', '-auto-approve', '-no-color');

  const opened = await alert({ stateKey, checkId: 'secret/sensitive-output' });
  expect(opened).toMatchObject({
    route: 'ticket',
    queue: 'ticket',
    finding: {
      severity: 'medium',
      environment: 'production',
      owner: 'platform',
      pointer: '/outputs/database_password/value',
    },
    attributes: {
      severity: 'medium',
      environment: 'production',
      owner: 'platform',
      checkId: 'secret/sensitive-output',
      route: 'ticket',
      transition: 'opened',
    },
  });
  expect(opened.body).not.toContain(value);
  expect(JSON.stringify(await openFindings(stateKey))).not.toContain(value);

  await workspace.write('');
  await workspace.tofu('apply', '-auto-approve', '-no-color');
  const resolved = await alert({ stateKey, checkId: 'secret/sensitive-output', transition: 'resolved' });
  expect(resolved.finding.findingId).toBe(opened.finding.findingId);
  const history = await historyOf(opened.finding.findingId);
  expect(history.map(({ kind }) => kind)).toEqual(['opened', 'resolved']);
});

test('a state of more than 5 MiB, uploaded in parts, is scanned as any other', async () => {
  const state = generateState({ bytes: 6 * 1024 ** 2, seed: 6 });
  const place = { Bucket: deployment.statesBucket, Key: 'dev/large.tfstate' };
  const { UploadId } = await clients.s3.send(new CreateMultipartUploadCommand(place));
  const part = 5 * 1024 ** 2;
  const Parts = [];
  for (const PartNumber of [1, 2]) {
    const Body = state.subarray((PartNumber - 1) * part, PartNumber * part);
    const { ETag } = await clients.s3.send(new UploadPartCommand({ ...place, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag });
  }
  await clients.s3.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }));
  await expect.poll(async () => (await openFindings(place.Key)).length, soon).toBeGreaterThan(0);
});

test('a state that is deleted takes its findings along', async () => {
  const stateKey = 'dev/short-lived.tfstate';
  await putState(stateKey, smallState({ tainted: true }));
  await alert({ stateKey, checkId: 'state/tainted' });
  await clients.s3.send(new DeleteObjectCommand({ Bucket: deployment.statesBucket, Key: stateKey }));
  await alert({ stateKey, checkId: 'state/tainted', transition: 'resolved' });
});

test('what is no state is left alone', async () => {
  const watched = 'dev/watched.tfstate';
  await putState('dev/readme.md', smallState({ tainted: true }));
  await putState(watched, smallState({ tainted: true }));
  await alert({ stateKey: watched, checkId: 'state/tainted' });
  expect(await store.target(deployment.statesBucket, 'dev/readme.md')).toBeUndefined();
});

test('a change is told within seconds', async () => {
  const times: number[] = [];
  for (let index = 0; index < 20; index++) {
    const stateKey = `prod/latency/${index}.tfstate`;
    const start = performance.now();
    await putState(stateKey, smallState({ tainted: true }));
    await vi.waitFor(async () => expect(await alertsAbout(stateKey)).toHaveLength(1), { ...soon, interval: 20 });
    times.push(performance.now() - start);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const percentile = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  console.log(
    `from S3 put to delivery by SNS, ${sorted.length} changes one by one: p50 ${percentile(0.5)} ms, p95 ${percentile(0.95)} ms`,
  );
});

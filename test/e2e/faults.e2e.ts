import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from 'vitest';
import { smallState } from '../support/small-state.ts';
import { type ChangedFunction, changeFunction } from './support/changed-function.ts';
import {
  alert,
  alertsAbout,
  clients,
  deadLetters,
  deployment,
  historyOf,
  nextSweep,
  openFindings,
  putState,
  queueIsEmpty,
} from './support/deployment.ts';

const { ScanQueueUrl } = deployment.stack;
const tainted = expect.objectContaining({ checkId: 'state/tainted' });

let changed: ChangedFunction | undefined;
afterEach(async () => {
  await changed?.restore();
  changed = undefined;
});

test('one thousand deliveries of one change give one finding, one entry of its history, and one page', async () => {
  const stateKey = 'prod/thousand.tfstate';
  await putState(stateKey, smallState({ tainted: true }), deployment.quietBucket);
  const message = JSON.stringify({ source: deployment.quietBucket, key: stateKey });
  const Entries = Array.from({ length: 10 }, (_, index) => ({ Id: String(index), MessageBody: message }));
  for (let batch = 0; batch < 100; batch++) {
    await clients.sqs.send(new SendMessageBatchCommand({ QueueUrl: ScanQueueUrl, Entries }));
  }
  const { finding } = await alert({ stateKey, checkId: 'state/tainted' });
  await queueIsEmpty();
  const open = await openFindings(stateKey, deployment.quietBucket);
  expect(open.filter(({ checkId }) => checkId === 'state/tainted')).toHaveLength(1);
  expect((await historyOf(finding.findingId)).map(({ kind }) => kind)).toEqual(['opened']);
  const alerts = (await alertsAbout(stateKey)).filter((each) => each.finding.findingId === finding.findingId);
  expect(alerts).toHaveLength(1);
});

test('a message that is none ends in the dead-letter queue and holds up nothing', async () => {
  const before = await deadLetters();
  await clients.sqs.send(new SendMessageCommand({ QueueUrl: ScanQueueUrl, MessageBody: 'not a message of ours' }));
  await putState('prod/beside-poison.tfstate', smallState({ tainted: true }));
  await alert({ stateKey: 'prod/beside-poison.tfstate', checkId: 'state/tainted' });
  await expect.poll(deadLetters, nextSweep).toBe(before + 1);
});

test('a state that is gone before anyone looks is no error', async () => {
  const before = await deadLetters();
  const stateKey = 'prod/gone.tfstate';
  await putState(stateKey, smallState({ tainted: true }), deployment.quietBucket);
  await clients.s3.send(new DeleteObjectCommand({ Bucket: deployment.quietBucket, Key: stateKey }));
  const MessageBody = JSON.stringify({ source: deployment.quietBucket, key: stateKey });
  await clients.sqs.send(new SendMessageCommand({ QueueUrl: ScanQueueUrl, MessageBody }));
  await queueIsEmpty();
  expect(await openFindings(stateKey, deployment.quietBucket)).toEqual([]);
  expect(await deadLetters()).toBe(before);
});

test('a scan function that crashes on some messages loses none, while the alert function is down', async () => {
  const before = await deadLetters();
  const keys = Array.from({ length: 12 }, (_, index) => `prod/crash/${index}.tfstate`);
  // Dies the first time that it gets a batch with one of the even numbered states.
  const scan = await changeFunction(
    'Scan',
    `import { existsSync, writeFileSync } from 'node:fs';
import { handler as deployed } from './deployed.mjs';
export async function handler(event, context) {
  const doomed = event.Records.filter(({ body }) => /crash\\/\\d*[02468]\\.tfstate/.test(body));
  const files = doomed.map(({ messageId }) => ${JSON.stringify(`${deployment.folder}/crashed-`)} + messageId);
  const fresh = files.filter((file) => !existsSync(file));
  for (const file of fresh) writeFileSync(file, '');
  if (fresh.length > 0) process.exit(1);
  return await deployed(event, context);
}
`,
  );
  changed = scan;
  const alerting = await changeFunction(
    'Alert',
    `export async function handler() { throw new Error('out of order'); }\n`,
  );
  changed = { restore: () => Promise.all([scan.restore(), alerting.restore()]).then(() => undefined) };

  for (const key of keys) await putState(key, smallState({ tainted: true }));
  for (const key of keys) await expect.poll(() => openFindings(key), nextSweep).toContainEqual(tainted);
  for (const key of keys) expect(await alertsAbout(key)).toEqual([]);

  await alerting.restore();
  for (const stateKey of keys) {
    const { finding } = await alert({ stateKey, checkId: 'state/tainted' });
    expect((await historyOf(finding.findingId)).map(({ kind }) => kind)).toEqual(['opened']);
    const findings = await openFindings(stateKey);
    const alerts = await alertsAbout(stateKey);
    expect(new Set(alerts.map(({ deduplicationKey }) => deduplicationKey)).size).toBe(findings.length);
  }
  await queueIsEmpty();
  expect(await deadLetters()).toBe(before);
});

import { PublishBatchCommand, type PublishBatchCommandInput, SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { eventRecord, lockFinding, opened, resolved } from '../support/stream-events.ts';

// The function as Lambda runs it, but for SNS.

vi.stubEnv('PAGE_TOPIC_ARN', 'arn:aws:sns:us-east-1:123456789012:page');
vi.stubEnv('TICKET_TOPIC_ARN', 'arn:aws:sns:us-east-1:123456789012:ticket');
vi.stubEnv('AWS_REGION', 'us-east-1');
afterAll(() => vi.unstubAllEnvs());

const sns = mockClient(SNSClient);
const context = { functionName: 'alert', awsRequestId: 'request', getRemainingTimeInMillis: () => 30_000 } as Context;
let output: string[];

beforeEach(() => {
  output = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((line) => output.push(String(line)) > 0);
  }
  vi.spyOn(console, 'log').mockImplementation((line) => void output.push(String(line)));
  vi.spyOn(console, 'warn').mockImplementation((line) => void output.push(String(line)));
  sns.reset();
  sns.on(PublishBatchCommand).callsFake(({ PublishBatchRequestEntries: entries = [] }: PublishBatchCommandInput) => ({
    Successful: entries.map(({ Id }) => ({ Id, MessageId: 'm' })),
  }));
});
afterEach(() => vi.restoreAllMocks());

/** A new instance of the function. */
async function start() {
  vi.resetModules();
  return (await import('../../functions/alert.ts')).handler;
}

/** Metrics as the function writes them: CloudWatch's embedded metric format. */
function metricsWritten(): readonly Record<string, unknown>[] {
  return output.filter((line) => line.includes('"_aws"')).map((line) => JSON.parse(line));
}

const poison = {
  eventName: 'INSERT',
  dynamodb: {
    Keys: { pk: { S: 'history#abc' }, sk: { S: '000000001' } },
    NewImage: { finding: { S: 'canary' } },
    SequenceNumber: '300',
  },
};

it('publishes and has nothing delivered again', async () => {
  const handler = await start();
  const Records = [eventRecord(opened(), '100'), eventRecord(resolved(), '200')];
  expect(await handler({ Records }, context)).toEqual({ batchItemFailures: [] });
  const topics = sns.commandCalls(PublishBatchCommand).map(({ args: [{ input }] }) => input.TopicArn);
  expect(topics).toEqual(['arn:aws:sns:us-east-1:123456789012:page', 'arn:aws:sns:us-east-1:123456789012:page']);
  expect(metricsWritten()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ route: 'page', AlertsPublished: 2 }),
      expect.objectContaining({ AlertsFailed: 0 }),
    ]),
  );
  expect(JSON.stringify(metricsWritten())).toContain('"Namespace":"Statewarden"');
});

it('hands back what can not be read by its sequence number, and logs its key but nothing of what is in it', async () => {
  const handler = await start();
  const Records = [eventRecord(opened(), '100'), poison];
  expect(await handler({ Records }, context)).toEqual({ batchItemFailures: [{ itemIdentifier: '300' }] });
  const text = output.join('\n');
  expect(text).toContain('history#abc');
  expect(text).not.toContain('canary');
  expect(text).not.toContain(lockFinding().message);
  expect(metricsWritten()).toContainEqual(expect.objectContaining({ AlertsFailed: 1 }));
});

it('hands back everything while SNS is out of reach, and sends it afterwards', async () => {
  const handler = await start();
  const Records = [eventRecord(opened(), '100'), eventRecord(resolved(), '200')];
  sns.on(PublishBatchCommand).rejectsOnce(Object.assign(new Error('down'), { name: 'TimeoutError' }));
  expect(await handler({ Records }, context)).toEqual({
    batchItemFailures: [{ itemIdentifier: '100' }, { itemIdentifier: '200' }],
  });
  sns.on(PublishBatchCommand).resolves({ Successful: [{ Id: '0' }] });
  expect(await handler({ Records }, context)).toEqual({ batchItemFailures: [] });
});

it('has a delivery that is none delivered again, whole', async () => {
  const handler = await start();
  await expect(handler({ Records: [{ eventName: 'INSERT' }] } as never, context)).rejects.toThrow();
});

it('does not start without its topics', async () => {
  vi.stubEnv('TICKET_TOPIC_ARN', '');
  await expect(start()).rejects.toThrow('TICKET_TOPIC_ARN');
  vi.stubEnv('TICKET_TOPIC_ARN', 'arn:aws:sns:us-east-1:123456789012:ticket');
});

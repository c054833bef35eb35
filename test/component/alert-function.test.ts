import { PublishBatchCommand, type PublishBatchCommandInput, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { eventRecord, lockFinding, opened, resolved } from '../support/stream-events.ts';

// The function as Lambda runs it, but for SNS.

vi.stubEnv('PAGE_TOPIC_ARN', 'arn:aws:sns:us-east-1:123456789012:page');
vi.stubEnv('TICKET_TOPIC_ARN', 'arn:aws:sns:us-east-1:123456789012:ticket');
vi.stubEnv('UNSENT_ALERTS_URL', 'https://sqs.us-east-1.amazonaws.com/123456789012/unsent');
vi.stubEnv('AWS_REGION', 'us-east-1');
afterAll(() => vi.unstubAllEnvs());

const sns = mockClient(SNSClient);
const sqs = mockClient(SQSClient);
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
  sqs.reset();
  sqs.on(SendMessageCommand).resolves({ MessageId: 'm' });
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

it('sets aside what can not be read, so that it holds up nothing, and tells its key but nothing of what is in it', async () => {
  const handler = await start();
  const Records = [eventRecord(opened(), '100'), poison];
  expect(await handler({ Records }, context)).toEqual({ batchItemFailures: [] });
  const [aside] = sqs.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => input);
  expect(aside?.QueueUrl).toBe('https://sqs.us-east-1.amazonaws.com/123456789012/unsent');
  expect(JSON.parse(aside?.MessageBody ?? '')).toMatchObject({
    key: { pk: 'history#abc', sk: '000000001' },
    sequenceNumber: '300',
  });
  const text = output.join('\n');
  expect(text).toContain('history#abc');
  for (const written of [text, aside?.MessageBody]) {
    expect(written).not.toContain('canary');
    expect(written).not.toContain(lockFinding().message);
  }
  expect(metricsWritten()).toContainEqual(expect.objectContaining({ AlertsFailed: 1 }));
});

it('hands back what it can neither read nor set aside', async () => {
  sqs.on(SendMessageCommand).rejects(new Error('down'));
  const handler = await start();
  expect(await handler({ Records: [poison] }, context)).toEqual({ batchItemFailures: [{ itemIdentifier: '300' }] });
});

it('sets aside what SNS will never take', async () => {
  sns.on(PublishBatchCommand).resolves({ Failed: [{ Id: '0', Code: 'InvalidParameter', SenderFault: true }] });
  const handler = await start();
  expect(await handler({ Records: [eventRecord(opened(), '100')] }, context)).toEqual({ batchItemFailures: [] });
  expect(sqs.commandCalls(SendMessageCommand)).toHaveLength(1);
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

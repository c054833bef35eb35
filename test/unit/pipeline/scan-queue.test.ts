import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { ScanQueueError, sqsScanQueue } from '../../../src/pipeline/scan-queue.ts';

const url = 'https://sqs.us-east-1.amazonaws.com/123456789012/scan';
const sqs = mockClient(SQSClient);
const queue = sqsScanQueue({ client: new SQSClient({ region: 'us-east-1' }), url });

beforeEach(() => {
  sqs.reset();
  sqs.on(SendMessageBatchCommand).resolves({ Successful: [] });
  sqs.on(ChangeMessageVisibilityBatchCommand).resolves({ Successful: [] });
});

const requestsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ source: 'main', key: `${index}.tfstate` }));

describe('what is due', () => {
  it.each([
    [0, []],
    [1, [1]],
    [10, [10]],
    [25, [10, 10, 5]],
  ])('%i states go in batches of ten at most', async (count, sizes) => {
    await queue.send(requestsOf(count));
    const inputs = sqs.commandCalls(SendMessageBatchCommand).map(({ args: [{ input }] }) => input);
    expect(inputs.map(({ Entries }) => Entries?.length)).toEqual(sizes);
    expect(inputs.every(({ QueueUrl }) => QueueUrl === url)).toBe(true);
    const bodies = inputs.flatMap(({ Entries = [] }) => Entries.map(({ MessageBody = '' }) => JSON.parse(MessageBody)));
    expect(bodies).toEqual(requestsOf(count));
    for (const { Entries = [] } of inputs) expect(new Set(Entries.map(({ Id }) => Id)).size).toBe(Entries.length);
  });

  it('is an error where the queue refuses one message, though the answer was well', async () => {
    const Failed = [{ Id: '3', Code: 'InternalError', SenderFault: false }];
    sqs.on(SendMessageBatchCommand).resolvesOnce({ Successful: [] }).resolves({ Successful: [], Failed });
    const sending = queue.send(requestsOf(15));
    await expect(sending).rejects.toThrow(ScanQueueError);
    await expect(sending).rejects.toThrow('refused 1 of 5 messages (InternalError). The next sweep sends them again.');
  });

  it('is an error where the queue can not be reached', async () => {
    sqs.on(SendMessageBatchCommand).rejects(new Error('down'));
    await expect(queue.send(requestsOf(1))).rejects.toThrow('down');
  });
});

describe('messages that are tried again', () => {
  it('wait each for its own time, asked for in batches of ten at most', async () => {
    const retries = Array.from({ length: 12 }, (_, index) => ({ receiptHandle: `h${index}`, delaySeconds: index * 5 }));
    await queue.postpone(retries);
    const inputs = sqs.commandCalls(ChangeMessageVisibilityBatchCommand).map(({ args: [{ input }] }) => input);
    expect(inputs.map(({ Entries }) => Entries?.length)).toEqual([10, 2]);
    const asked = inputs.flatMap(({ Entries = [] }) =>
      Entries.map(({ ReceiptHandle, VisibilityTimeout }) => ({
        receiptHandle: ReceiptHandle,
        delaySeconds: VisibilityTimeout,
      })),
    );
    expect(asked).toEqual(retries);
  });

  it('are passed over where one is gone meanwhile', async () => {
    const Failed = [{ Id: '0', Code: 'ReceiptHandleIsInvalid', SenderFault: true }];
    sqs.on(ChangeMessageVisibilityBatchCommand).resolves({ Failed });
    await queue.postpone([{ receiptHandle: 'gone', delaySeconds: 5 }]);
  });

  it('are not spoken of where there are none', async () => {
    await queue.postpone([]);
    expect(sqs.calls()).toHaveLength(0);
  });
});

it('knows how many messages wait', async () => {
  sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { ApproximateNumberOfMessages: '42' } });
  expect(await queue.backlog()).toBe(42);
});

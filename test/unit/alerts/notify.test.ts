import { PublishBatchCommand, type PublishBatchCommandInput, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { DoneRecords, notify } from '../../../src/alerts/notify.ts';
import { type StreamRecord, sequenceNumberOf } from '../../../src/alerts/stream-record.ts';
import type { Transition } from '../../../src/findings/finding.ts';
import { eventRecord, findingRecord, lockFinding, opened, resolved } from '../../support/stream-events.ts';

const sns = mockClient(SNSClient);
const client = new SNSClient({ region: 'us-east-1' });
const topics = { page: 'arn:page', ticket: 'arn:ticket' };

/** Codes with which SNS refuses alerts, by deduplication key. */
let refused: Map<string, string>;
let done: DoneRecords;

beforeEach(() => {
  refused = new Map();
  done = new DoneRecords();
  sns.reset();
  sns.on(PublishBatchCommand).callsFake(answer);
});

function answer({ PublishBatchRequestEntries: entries = [] }: PublishBatchCommandInput) {
  const codeOf = (message: string | undefined) => refused.get(keyIn(message));
  return {
    Successful: entries
      .filter(({ Message }) => codeOf(Message) === undefined)
      .map(({ Id }) => ({ Id, MessageId: 'm' })),
    Failed: entries.flatMap(({ Id, Message }) => {
      const Code = codeOf(Message);
      return Code === undefined ? [] : [{ Id, Code, Message: 'canary', SenderFault: false }];
    }),
  };
}

function keyIn(message: string | undefined): string {
  return JSON.parse(JSON.parse(message ?? '').sqs).deduplicationKey;
}

/** Deduplication keys in the order of publishing, refused ones too: one list for each request. */
function requests(): readonly (readonly string[])[] {
  return sns
    .commandCalls(PublishBatchCommand)
    .map(({ args: [{ input }] }) => (input.PublishBatchRequestEntries ?? []).map(({ Message }) => keyIn(Message)));
}

function deliver(records: readonly StreamRecord[]) {
  return notify(records, { sns: client, topics, done });
}

const failed = (result: Awaited<ReturnType<typeof deliver>>) =>
  result.failures.map(({ record }) => sequenceNumberOf(record));

function about(findingId: string, transition: Transition): Transition {
  return { ...transition, finding: { ...transition.finding, findingId } };
}

const poison: StreamRecord = {
  eventName: 'INSERT',
  dynamodb: { Keys: { pk: { S: 'history#c' }, sk: { S: '000000001' } }, NewImage: {}, SequenceNumber: '5' },
};

describe('a delivery', () => {
  it('goes to the topics of its routes, in as few requests as can be', async () => {
    const records = Array.from({ length: 23 }, (_, index) =>
      eventRecord(about(`f${index}`, opened({ route: index < 12 ? 'page' : 'ticket' })), String(index)),
    );
    expect(await deliver(records)).toEqual({ published: { page: 12, ticket: 11 }, failures: [] });
    expect(requests().map((keys) => keys.length)).toEqual([10, 2, 10, 1]);
    const inputs = sns.commandCalls(PublishBatchCommand).map(({ args: [{ input }] }) => input);
    expect(inputs.map(({ TopicArn }) => TopicArn)).toEqual(['arn:page', 'arn:page', 'arn:ticket', 'arn:ticket']);
  });

  it('sends no request larger than SNS takes', async () => {
    const evidence = { list: 'x'.repeat(20_000) };
    await deliver(['a', 'b', 'c'].map((id, index) => eventRecord(about(id, opened({ evidence })), String(index))));
    expect(requests()).toEqual([['a#1', 'b#1'], ['c#1']]);
  });

  it('tells of an update that made it worse, and not of its audit event or of other updates', async () => {
    const worse = lockFinding({ findingId: 'a', revision: 2, severity: 'critical' });
    const other = lockFinding({ findingId: 'b', revision: 2, evidence: {} });
    const result = await deliver([
      eventRecord({ kind: 'updated', finding: worse, at: worse.lastSeenAt }, '1'),
      findingRecord(lockFinding({ findingId: 'a' }), worse, '2'),
      findingRecord(lockFinding({ findingId: 'b' }), other, '3'),
    ]);
    expect(result).toEqual({ published: { page: 1, ticket: 0 }, failures: [] });
    expect(requests()).toEqual([['a#2']]);
  });

  it('sends nothing where there is nothing to tell', async () => {
    expect(await deliver([eventRecord(opened({ route: 'none' }), '1')])).toMatchObject({ failures: [] });
    expect(await deliver([])).toMatchObject({ failures: [] });
    expect(requests()).toEqual([]);
  });
});

describe('an alert that SNS does not take', () => {
  it('fails alone: the second of three', async () => {
    refused.set('b#1', 'InternalError');
    const result = await deliver(['a', 'b', 'c'].map((id, index) => eventRecord(about(id, opened()), String(index))));
    expect(failed(result)).toEqual(['1']);
    expect(result.published.page).toBe(2);
    expect(String(result.failures[0]?.error)).toContain('InternalError');
    expect(String(result.failures[0]?.error)).not.toContain('canary');
  });

  it('holds back the recovery of its finding, and nothing else', async () => {
    refused.set('a#1', 'Throttled');
    const records = [
      eventRecord(about('a', opened()), '1'),
      eventRecord(about('a', resolved()), '2'),
      eventRecord(about('b', opened()), '3'),
      eventRecord(about('b', resolved()), '4'),
    ];
    expect(failed(await deliver(records))).toEqual(['1', '2']);
    expect(requests()).toEqual([['a#1', 'b#1'], ['b#2']]);
  });

  it('is sent by the next delivery, in order; what was sent is not sent again', async () => {
    refused.set('a#1', 'Throttled');
    const records = [
      eventRecord(about('a', opened()), '1'),
      eventRecord(about('b', opened()), '2'),
      eventRecord(about('a', resolved()), '3'),
    ];
    await deliver(records);
    refused.clear();
    sns.resetHistory();
    expect(failed(await deliver(records))).toEqual([]);
    expect(requests()).toEqual([['a#1'], ['a#2']]);
  });

  it('fails with all of its request where SNS takes none of it, other topics go on', async () => {
    const denied = Object.assign(new Error('canary'), { name: 'AuthorizationErrorException' });
    sns.on(PublishBatchCommand, { TopicArn: 'arn:page' }).rejects(denied);
    const records = [
      eventRecord(about('a', opened()), '1'),
      eventRecord(about('b', opened({ route: 'ticket', severity: 'low' })), '2'),
      eventRecord(about('c', opened()), '3'),
    ];
    const result = await deliver(records);
    expect(failed(result)).toEqual(['1', '3']);
    expect(result.published).toEqual({ page: 0, ticket: 1 });
    const [message] = result.failures.map(({ error }) => String(error));
    expect(message).toContain('Allow sns:Publish');
    expect(message).not.toContain('canary');
  });

  it('fails where SNS says nothing of it', async () => {
    sns.on(PublishBatchCommand).resolves({});
    expect(failed(await deliver([eventRecord(opened(), '1')]))).toEqual(['1']);
  });
});

describe('a record that can not be read', () => {
  it('fails alone, delivery after delivery, and nobody is told twice of what stands behind it', async () => {
    const records = [eventRecord(about('a', opened()), '4'), poison, eventRecord(about('b', opened()), '6')];
    for (let delivery = 0; delivery < 3; delivery += 1) expect(failed(await deliver(records))).toEqual(['5']);
    expect(requests()).toEqual([['a#1', 'b#1']]);
  });
});

describe('a thousand deliveries of one record', () => {
  it('are one alert from one instance', async () => {
    for (let delivery = 0; delivery < 1000; delivery += 1) await deliver([eventRecord(opened(), '1')]);
    expect(requests()).toHaveLength(1);
  });

  it('carry the same deduplication key from a thousand instances', async () => {
    for (let instance = 0; instance < 1000; instance += 1) {
      await notify([eventRecord(opened(), '1')], { sns: client, topics, done: new DoneRecords() });
    }
    expect(requests()).toHaveLength(1000);
    expect(new Set(requests().flat())).toEqual(new Set([`${lockFinding().findingId}#1`]));
  });
});

it('remembers so many records and no more, the newest', () => {
  const memory = new DoneRecords(2);
  const records = ['1', '2', '3'].map((number) => eventRecord(opened(), number));
  for (const record of records) memory.add(record);
  expect(records.map((record) => memory.has(record))).toEqual([false, true, true]);
});

import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteMessageBatchCommand, GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { expect, inject, vi } from 'vitest';
import * as z from 'zod';
import { dynamoDbStore } from '../../../src/findings/dynamodb-store.ts';
import type { Finding } from '../../../src/findings/finding.ts';
import type { AuditEvent } from '../../../src/findings/store.ts';
import { publishedFinding } from '../../../src/reports/report-schema.ts';
import { all } from '../../support/findings.ts';
import { clientsOf } from './clients.ts';

export const deployment = inject('deployment');
export const clients = clientsOf(deployment.endpoint);
export const store = dynamoDbStore({ client: clients.dynamoDb, tableName: deployment.stack.FindingsTableName });

/** How long anything may take that no schedule holds up: what fails is not slow, but never comes. */
export const soon = { timeout: 60_000, interval: 250 };
/** Schedules fire every minute. */
export const nextSweep = { timeout: 180_000, interval: 1000 };

const alertSchema = z.object({
  deduplicationKey: z.string(),
  transition: z.enum(['opened', 'updated', 'resolved', 'reopened']),
  route: z.enum(['page', 'ticket']),
  finding: publishedFinding,
});

/** An alert as a subscriber gets it. */
export type ReceivedAlert = z.output<typeof alertSchema> & {
  /** Name of the queue that it came to. */
  readonly queue: 'page' | 'ticket';
  /** Values of the message attributes. */
  readonly attributes: Readonly<Record<string, string | undefined>>;
  /** The whole message. */
  readonly body: string;
};

/** Alerts of all files of the suite: they share two queues, and each takes what comes. */
const folder = join(deployment.folder, 'alerts');
const read = new Map<string, ReceivedAlert>();

/** All alerts about a state that came so far, of both routes, every delivery. */
export async function alertsAbout(stateKey: string): Promise<readonly ReceivedAlert[]> {
  await mkdir(folder, { recursive: true });
  await Promise.all([receiveAll('page', deployment.pageQueue), receiveAll('ticket', deployment.ticketQueue)]);
  for (const name of await readdir(folder)) {
    if (!read.has(name) && name.endsWith('.json')) read.set(name, received(await readFile(join(folder, name), 'utf8')));
  }
  return [...read.values()].filter(({ finding }) => finding.stateKey === stateKey);
}

const messageSchema = z.object({
  queue: z.enum(['page', 'ticket']),
  attributes: z.record(z.string(), z.string().optional()),
  body: z.string(),
});

function received(text: string): ReceivedAlert {
  const message = messageSchema.parse(JSON.parse(text));
  return { ...alertSchema.parse(JSON.parse(message.body)), ...message };
}

async function receiveAll(queue: 'page' | 'ticket', QueueUrl: string): Promise<void> {
  for (;;) {
    const { Messages = [] } = await clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
    );
    if (Messages.length === 0) return;
    for (const { Body: body = '', MessageAttributes = {} } of Messages) {
      const attributes = Object.fromEntries(
        Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]),
      );
      // Whole or not at all: another file may be reading.
      const file = join(folder, crypto.randomUUID());
      await writeFile(file, JSON.stringify({ queue, attributes, body }));
      await rename(file, `${file}.json`);
    }
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await clients.sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
}

/** @returns the alert once it came */
export function alert(
  about: { readonly stateKey: string; readonly checkId: string; readonly transition?: ReceivedAlert['transition'] },
  patience = soon,
): Promise<ReceivedAlert> {
  const { stateKey, checkId, transition = 'opened' } = about;
  return vi.waitFor(async () => {
    const alerts = await alertsAbout(stateKey);
    const found = alerts.find((each) => each.finding.checkId === checkId && each.transition === transition);
    if (found === undefined) throw new Error(`no alert ${transition} of ${checkId} about ${stateKey}`);
    return found;
  }, patience);
}

/** Findings about a state that are open. */
export async function openFindings(stateKey: string, source = deployment.statesBucket): Promise<readonly Finding[]> {
  return await all(store.open({ source, targetId: stateKey }));
}

export async function historyOf(findingId: string): Promise<readonly AuditEvent[]> {
  return await all(store.history(findingId));
}

export async function putState(key: string, text: string, bucket = deployment.statesBucket): Promise<void> {
  await clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text }));
}

/** Messages in a queue: those that wait, those that are worked on, and those that come back later. */
async function messagesIn(QueueUrl: string): Promise<number> {
  const { Attributes = {} } = await clients.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
}

/** Waits until nothing is left to be scanned. */
export async function queueIsEmpty(patience = nextSweep): Promise<void> {
  await expect.poll(() => messagesIn(deployment.stack.ScanQueueUrl), patience).toBe(0);
}

export function deadLetters(): Promise<number> {
  return messagesIn(deployment.stack.DeadLetterQueueUrl);
}

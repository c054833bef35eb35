import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod';
import { AlertNotPublishedError } from './errors.ts';
import { bytesOf, type Message, messageBytes } from './message.ts';

/** Source: Amazon SNS API reference, "PublishBatch": ten messages in a request. */
const messagesPerRequest = 10;

/**
 * Publishes messages to one topic, in as few requests as their number and size allow, one request after the other. The SDK backs off
 * and tries again what SNS throttles as a whole; a single message that SNS did not take is not tried again here.
 * @returns for each message, in order, null when SNS has it, else why not; never throws
 */
export async function publish(
  client: SNSClient,
  topicArn: string,
  messages: readonly Message[],
): Promise<readonly (AlertNotPublishedError | null)[]> {
  const results: (AlertNotPublishedError | null)[] = [];
  for (const batch of batchesOf(messages)) results.push(...(await publishBatch(client, topicArn, batch)));
  return results;
}

async function publishBatch(
  client: SNSClient,
  topicArn: string,
  messages: readonly Message[],
): Promise<readonly (AlertNotPublishedError | null)[]> {
  const entries = messages.map((message, index) => ({ Id: String(index), ...message }));
  const request = new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: entries });
  try {
    const { Successful = [], Failed = [] } = await client.send(request);
    const published = new Set(Successful.map(({ Id }) => Id));
    const codes = new Map(Failed.map(({ Id, Code }) => [Id, Code]));
    return entries.map(({ Id }) =>
      published.has(Id) ? null : new AlertNotPublishedError(codes.get(Id) ?? 'no answer for this message'),
    );
  } catch (cause) {
    // Not thrown on: what other requests published must not be published again.
    const error = new AlertNotPublishedError(nameOf(cause), { cause });
    return messages.map(() => error);
  }
}

function batchesOf(messages: readonly Message[]): readonly (readonly Message[])[] {
  const batches: Message[][] = [];
  let room = 0;
  for (const message of messages) {
    const bytes = bytesOf(message);
    if (bytes > room || batches.at(-1)?.length === messagesPerRequest) {
      batches.push([]);
      room = messageBytes;
    }
    batches.at(-1)?.push(message);
    room -= bytes;
  }
  return batches;
}

function nameOf(error: unknown): string {
  return z.object({ name: z.string() }).safeParse(error).data?.name ?? 'unknown error';
}

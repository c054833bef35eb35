import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { StoredItemError } from '../findings/errors.ts';
import { AlertNotPublishedError, StreamRecordError } from './errors.ts';
import type { Failure } from './notify.ts';
import { keyOf, sequenceNumberOf } from './stream-record.ts';

/**
 * Whether a record fails however often it is delivered. Delivered again and again it would hold up every alert behind it.
 */
export function isHopeless({ error }: Failure): boolean {
  if (error instanceof AlertNotPublishedError) return error.isRefused;
  return error instanceof StreamRecordError || error instanceof StoredItemError;
}

/**
 * Puts hopeless records into the queue of unsent alerts, which has an alarm: the key of the audit event, which stays in the table,
 * and why it could not be told.
 * @returns those that the queue did not take: to be delivered again
 */
export async function setAside(
  failures: readonly Failure[],
  { sqs, queueUrl }: { readonly sqs: SQSClient; readonly queueUrl: string },
): Promise<readonly Failure[]> {
  const left: Failure[] = [];
  for (const failure of failures) {
    const { record, error } = failure;
    const reason = error instanceof Error ? error.message : 'unknown';
    const MessageBody = JSON.stringify({ key: keyOf(record), sequenceNumber: sequenceNumberOf(record), reason });
    try {
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
    } catch (cause) {
      left.push({ record, error: cause });
    }
  }
  return left;
}

import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import pMap from 'p-map';
import type { ScanRequest } from './scan-request.ts';

/** Where a sweep puts what is due. */
export interface ScanQueue {
  /** Messages that wait to be worked on, about. */
  backlog(): Promise<number>;
  /** @throws when not all of them were taken: some may have been, and will only find nothing due */
  send(requests: readonly ScanRequest[]): Promise<void>;
}

/** A message that is to be tried again. */
export interface Retry {
  readonly receiptHandle: string;
  /** Seconds until it may be received again; 0 to 43,200. */
  readonly delaySeconds: number;
}

export interface SqsScanQueue extends ScanQueue {
  /** Sets when messages are received again. One that is gone meanwhile is passed over. */
  postpone(retries: readonly Retry[]): Promise<void>;
}

/** SQS did not take messages, though it answered. The sweep is repeated: what was taken will only find nothing due. */
export class ScanQueueError extends Error {
  override readonly name = 'ScanQueueError';

  constructor(refused: number, sent: number, code: string | undefined) {
    super(
      `The scan queue refused ${refused} of ${sent} messages (${code ?? 'no reason given'}). The next sweep sends them again.`,
    );
  }
}

// Quotas of SQS: ten entries in a batch. Source: Amazon SQS developer guide, "Message quotas".
const entriesPerBatch = 10;
const batchesAtOnce = 8;

/** The scan queue on SQS. Errors are those of the SDK, and {@link ScanQueueError}. */
export function sqsScanQueue({ client, url }: { readonly client: SQSClient; readonly url: string }): SqsScanQueue {
  return {
    async backlog() {
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] }),
      );
      return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
    },
    async send(requests) {
      await pMap(
        batchesOf(requests),
        async (batch) => {
          const Entries = batch.map((request, index) => ({ Id: String(index), MessageBody: JSON.stringify(request) }));
          const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
          if (Failed.length > 0) throw new ScanQueueError(Failed.length, batch.length, Failed[0]?.Code);
        },
        { concurrency: batchesAtOnce },
      );
    },
    async postpone(retries) {
      await pMap(
        batchesOf(retries),
        async (batch) => {
          const Entries = batch.map(({ receiptHandle, delaySeconds }, index) => ({
            Id: String(index),
            ReceiptHandle: receiptHandle,
            VisibilityTimeout: delaySeconds,
          }));
          await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }));
        },
        { concurrency: batchesAtOnce },
      );
    },
  };
}

function batchesOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / entriesPerBatch) }, (_, index) =>
    items.slice(index * entriesPerBatch, (index + 1) * entriesPerBatch),
  );
}

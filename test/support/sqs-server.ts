import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';

/** A small SQS on loopback with one queue: as much of the protocol as the scan queue and its poller use. */
export interface SqsServer {
  readonly url: string;
  readonly client: SQSClient;
  /** What the server was asked, by name: `SendMessageBatch`. */
  readonly requests: string[];
  /** Seconds after which messages that were handed back are to come again. */
  readonly delays: number[];
  /** Messages that wait. */
  readonly waiting: readonly string[];
  /** Puts a message into the queue as a service would: not counted. */
  put(body: string): void;
  close(): Promise<void>;
}

const bodySchema = z.object({
  Entries: z
    .array(
      z.object({
        Id: z.string(),
        MessageBody: z.string().optional(),
        ReceiptHandle: z.string().optional(),
        VisibilityTimeout: z.number().optional(),
      }),
    )
    .default([]),
  MaxNumberOfMessages: z.int().default(1),
});
type Body = z.output<typeof bodySchema>;

/** The JSON protocol of SQS. Source: botocore/data/sqs, `"targetPrefix": "AmazonSQS"`. */
export async function startSqs(): Promise<SqsServer> {
  const waiting: string[] = [];
  const requests: string[] = [];
  const delays: number[] = [];
  const answers: Readonly<Record<string, (body: Body) => object>> = {
    GetQueueAttributes: () => ({ Attributes: { ApproximateNumberOfMessages: String(waiting.length) } }),
    SendMessageBatch: ({ Entries }) => ({
      Successful: Entries.map(({ Id, MessageBody = '' }) => {
        waiting.push(MessageBody);
        return { Id, MessageId: randomUUID(), MD5OfMessageBody: md5(MessageBody) };
      }),
    }),
    ReceiveMessage: ({ MaxNumberOfMessages }) => ({
      Messages: waiting
        .splice(0, MaxNumberOfMessages)
        .map((Body) => ({ MessageId: randomUUID(), ReceiptHandle: randomUUID(), Body, MD5OfBody: md5(Body) })),
    }),
    DeleteMessageBatch: ({ Entries }) => ({ Successful: Entries.map(({ Id }) => ({ Id })) }),
    ChangeMessageVisibilityBatch: ({ Entries }) => {
      for (const { VisibilityTimeout } of Entries) if (VisibilityTimeout !== undefined) delays.push(VisibilityTimeout);
      return { Successful: Entries.map(({ Id }) => ({ Id })) };
    },
  };

  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).replace('AmazonSQS.', '');
      requests.push(operation);
      const answer = answers[operation]?.(bodySchema.parse(JSON.parse(Buffer.concat(chunks).toString())));
      response.writeHead(answer === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(answer ?? { __type: 'InvalidAction' }));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'fake', secretAccessKey: 'fake' };
  const client = new SQSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  return {
    url: `${endpoint}/111122223333/scan-queue`,
    client,
    requests,
    delays,
    waiting,
    put: (body) => void waiting.push(body),
    async close() {
      client.destroy();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { SNSClient } from '@aws-sdk/client-sns';
import type { DynamoDBBatchResponse } from 'aws-lambda';
import * as z from 'zod';
import { DoneRecords, notify, type Topics } from '../src/alerts/notify.ts';
import { isHopeless, setAside } from '../src/alerts/set-aside.ts';
import { keyOf, sequenceNumberOf, streamEventSchema } from '../src/alerts/stream-record.ts';
import { makeSqsClient } from '../src/aws/clients.ts';
import { instrumented, logger, metrics } from './runtime.ts';

const environmentSchema = z.object({
  PAGE_TOPIC_ARN: z.string().min(1),
  TICKET_TOPIC_ARN: z.string().min(1),
  UNSENT_ALERTS_URL: z.url(),
});

const { PAGE_TOPIC_ARN, TICKET_TOPIC_ARN, UNSENT_ALERTS_URL: queueUrl } = environmentSchema.parse(process.env);
const topics: Topics = { page: PAGE_TOPIC_ARN, ticket: TICKET_TOPIC_ARN };
const sns = new SNSClient({
  retryMode: 'adaptive',
  maxAttempts: 5,
  requestHandler: { connectionTimeout: 5_000, socketTimeout: 20_000 },
});
const sqs = makeSqsClient();
const done = new DoneRecords();

/**
 * Fed by the stream of the findings table: publishes alerts, hands back the records whose alerts SNS did not take, and sets aside those that fail
 * however often they come.
 */
export const handler = instrumented(streamEventSchema, async ({ Records }): Promise<DynamoDBBatchResponse> => {
  const { published, failures } = await notify(Records, { sns, topics, done });
  for (const { record, error } of failures) {
    logger.error(error instanceof Error ? error.message : 'An alert was not sent.', {
      key: keyOf(record),
      sequenceNumber: sequenceNumberOf(record),
    });
  }
  for (const route of ['page', 'ticket'] as const) {
    if (published[route] === 0) continue;
    metrics
      .singleMetric()
      .addDimension('route', route)
      .addMetric('AlertsPublished', MetricUnit.Count, published[route]);
  }
  metrics.addMetric('AlertsFailed', MetricUnit.Count, failures.length);
  const hopeless = failures.filter(isHopeless);
  const again = [
    ...failures.filter((failure) => !hopeless.includes(failure)),
    ...(await setAside(hopeless, { sqs, queueUrl })),
  ];
  return { batchItemFailures: again.map(({ record }) => ({ itemIdentifier: sequenceNumberOf(record) })) };
});

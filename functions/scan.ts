import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse } from 'aws-lambda';
import * as z from 'zod';
import { makeDynamoDbClient, makeSqsClient } from '../src/aws/clients.ts';
import { dynamoDbStore } from '../src/findings/dynamodb-store.ts';
import { openOutside } from '../src/pipeline/open-outside.ts';
import { retryDelay, scanBudget, targetsAtOnce } from '../src/pipeline/scan-budget.ts';
import { type MessageOutcome, scanMessages } from '../src/pipeline/scan-messages.ts';
import { sqsScanQueue } from '../src/pipeline/scan-queue.ts';
import { indicatorsOf } from '../src/scanners/backups/indicators.ts';
import { scanners } from '../src/scanners/index.ts';
import { openBuckets } from '../src/sources/open-buckets.ts';
import { instrumented, logger, metrics } from './runtime.ts';
import { bundledConfiguration, pipelineEnvironment, withVault } from './scanning-runtime.ts';

const { tableName, queueUrl } = pipelineEnvironment();
const configuration = bundledConfiguration();
const enabled = scanners.filter(({ name }) => configuration.scanners[name]?.enabled);
const sources = openBuckets(withVault(configuration), process.env);
const store = dynamoDbStore({ client: makeDynamoDbClient(), tableName, retentionDays: configuration.retention.days });
const queue = sqsScanQueue({ client: makeSqsClient(), url: queueUrl });
const outside = openOutside({ store, environment: process.env, baseFolder: '/', clock: () => new Date() });

/** Source: AWS Lambda developer guide, "Using Lambda with Amazon SQS", example event. */
const eventSchema = z.object({
  Records: z.array(
    z.object({
      messageId: z.string(),
      receiptHandle: z.string(),
      body: z.string(),
      attributes: z.object({ ApproximateReceiveCount: z.coerce.number() }),
    }),
  ),
});

/** Fed by the scan queue: looks at each target, and hands back the messages that it could not see to. */
export const handler = instrumented(eventSchema, async ({ Records }, context): Promise<SQSBatchResponse> => {
  const outcomes = await scanMessages(
    Records.map(({ messageId, body }) => ({ id: messageId, body })),
    {
      sources,
      scanners: enabled,
      configuration,
      store,
      outside,
      concurrency: targetsAtOnce(Number(context.memoryLimitInMB) * 1024 ** 2, configuration.limits),
      clock: () => new Date(),
      signal: AbortSignal.timeout(scanBudget(context.getRemainingTimeInMillis())),
    },
  );
  report(outcomes);
  const failed = outcomes.filter(({ done }) => !done);
  await queue.postpone(
    failed.flatMap((outcome) => {
      const record = Records.find(({ messageId }) => messageId === outcome.message.id);
      if (record === undefined) return [];
      const tries = record.attributes.ApproximateReceiveCount;
      // What there was no time for goes to the next worker at once.
      const delaySeconds = !outcome.done && outcome.error === null ? 0 : retryDelay(tries);
      return [{ receiptHandle: record.receiptHandle, delaySeconds }];
    }),
  );
  return { batchItemFailures: failed.map(({ message }) => ({ itemIdentifier: message.id })) };
});

function report(outcomes: readonly MessageOutcome[]): void {
  const targets = outcomes.flatMap((outcome) => (outcome.done ? outcome.targets : []));
  for (const outcome of outcomes) {
    if (!outcome.done && outcome.error !== null) {
      logger.warn('A message is tried again.', { messageId: outcome.message.id, error: String(outcome.error) });
    }
  }
  for (const { code, source, stateKey, message } of targets.flatMap(({ errors }) => errors)) {
    logger.warn(message, { code, source, stateKey });
  }
  metrics.addMetric('TargetsScanned', MetricUnit.Count, targets.length);
  metrics.addMetric(
    'TargetsIncomplete',
    MetricUnit.Count,
    targets.filter(({ errors }) => errors.some(({ code }) => code !== 'encrypted')).length,
  );
  for (const { name, unit, value } of indicatorsOf(targets.flatMap(({ activity }) => activity))) {
    metrics.addMetric(name, MetricUnit[unit], value);
  }
  logger.info('scan', {
    messages: outcomes.length,
    targets: targets.length,
    bytesRead: targets.reduce((sum, { bytesRead }) => sum + bytesRead, 0),
    transitions: targets.reduce((sum, { transitions }) => sum + transitions.length, 0),
  });
}

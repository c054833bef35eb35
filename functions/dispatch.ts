import { MetricUnit } from '@aws-lambda-powertools/metrics';
import * as z from 'zod';
import { makeDynamoDbClient, makeSqsClient } from '../src/aws/clients.ts';
import { dynamoDbStore } from '../src/findings/dynamodb-store.ts';
import { openOutside } from '../src/pipeline/open-outside.ts';
import { sqsScanQueue } from '../src/pipeline/scan-queue.ts';
import { sweep } from '../src/pipeline/sweep.ts';
import { scanners } from '../src/scanners/index.ts';
import { openBuckets } from '../src/sources/open-buckets.ts';
import { instrumented, logger, metrics } from './runtime.ts';
import { bundledConfiguration, pipelineEnvironment, withVault } from './scanning-runtime.ts';

const { tableName, queueUrl } = pipelineEnvironment();
const configuration = bundledConfiguration();
const sources = openBuckets(withVault(configuration), process.env);
const store = dynamoDbStore({ client: makeDynamoDbClient(), tableName, retentionDays: configuration.retention.days });
const queue = sqsScanQueue({ client: makeSqsClient(), url: queueUrl });
const outside = openOutside({ store, environment: process.env, baseFolder: '/', clock: () => new Date() });

const eventSchema = z.object({ scanner: z.enum(scanners.map(({ name }) => name)) });

/** Run by each scanner's schedule: sends what is due for it to the scan queue. A run that saw every source is its heartbeat. */
export const handler = instrumented(eventSchema, async ({ scanner: name }, context) => {
  const [scanner] = scanners.filter((candidate) => candidate.name === name);
  if (scanner === undefined) throw new TypeError(`no scanner ${name}`);
  // Long before the end: a sweep that is cut off must not look like one that was done.
  const signal = AbortSignal.timeout(Math.max(1000, context.getRemainingTimeInMillis() - 5000));
  const result = await sweep({ scanner, sources, configuration, store, queue, outside, now: new Date(), signal });

  for (const { code, source, message, action } of result.errors) logger.error(message, { code, source, action });
  logger.info('sweep', { scanner: name, ...result, errors: result.errors.length });
  // Few metrics: each name with each value of a dimension is billed, and the rest can be read in the log.
  metrics.singleMetric().addMetric('StatesLocked', MetricUnit.Count, result.locked);
  if (result.errors.length > 0) return;
  metrics.addDimension('scanner', name);
  metrics.addMetric('SweepCompleted', MetricUnit.Count, 1);
});

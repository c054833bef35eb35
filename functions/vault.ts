import type { SQSBatchResponse } from 'aws-lambda';
import pMap from 'p-map';
import * as z from 'zod';
import { makeS3Client, makeSqsClient } from '../src/aws/clients.ts';
import { scanBudget } from '../src/pipeline/scan-budget.ts';
import { sqsScanQueue } from '../src/pipeline/scan-queue.ts';
import { openBuckets } from '../src/sources/open-buckets.ts';
import { copyState } from '../src/vault/copy-state.ts';
import { statesWithoutCopy } from '../src/vault/sweep-vault.ts';
import { isVaultSweep, vaultRequestsOf } from '../src/vault/vault-requests.ts';
import { instrumented, logger } from './runtime.ts';
import { bundledConfiguration, vaultEnvironment } from './scanning-runtime.ts';

const { bucket, region, queueUrl } = vaultEnvironment();
const configuration = bundledConfiguration();
const sources = openBuckets(configuration.sources, process.env);
const vault = { client: makeS3Client(region === undefined ? {} : { region }, process.env), bucket };
const queue = sqsScanQueue({ client: makeSqsClient(), url: queueUrl });

/** States that are copied at the same time: each is held in memory. */
const statesAtOnce = 2;

const eventSchema = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

/** Copies versions of states to the vault, and once a day looks for what events did not tell of. */
export const handler = instrumented(eventSchema, async ({ Records }, context): Promise<SQSBatchResponse> => {
  const signal = AbortSignal.timeout(scanBudget(context.getRemainingTimeInMillis()));
  const failed = await pMap(
    Records,
    async ({ messageId, body }) => {
      try {
        if (isVaultSweep(body)) await sweep(signal);
        else await copyAll(body, signal);
        return [];
      } catch (error) {
        logger.warn('A message is tried again.', { messageId, error: String(error) });
        return [{ itemIdentifier: messageId }];
      }
    },
    { concurrency: statesAtOnce },
  );
  return { batchItemFailures: failed.flat() };
});

async function copyAll(body: string, signal: AbortSignal): Promise<void> {
  for (const { source: name, key } of vaultRequestsOf(body, configuration.sources)) {
    const source = sources.find((candidate) => candidate.name === name);
    const copied = source === undefined ? 0 : await copyState(source, key, vault, signal);
    if (copied > 0) logger.info('copied', { source: name, stateKey: key, versions: copied });
  }
}

/** @throws what kept it from seeing a source, once it has seen the others: it is tried again, and ends where an alarm looks */
async function sweep(signal: AbortSignal): Promise<void> {
  const failures: unknown[] = [];
  for (const source of sources) {
    try {
      const due = await statesWithoutCopy(source, vault, signal);
      await queue.send(due);
      logger.info('vault', { source: source.name, due: due.length });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

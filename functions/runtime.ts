import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { parser } from '@aws-lambda-powertools/parser/middleware';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import type { Configuration } from '../src/config/configuration.ts';
import { deployedConfiguration } from '../src/config/schema.ts';
import { scanners } from '../src/scanners/index.ts';

const service = { serviceName: 'statewarden' };

/** One of each for the whole function. Events are not logged: they may name people. */
export const logger = new Logger(service);
export const metrics = new Metrics({ ...service, namespace: 'Statewarden' });
const tracer = new Tracer(service);

/**
 * Makes a handler that parses its event, logs with the request's id, writes its metrics at the end of each run, and shows up in
 * traces.
 */
export function instrumented<Schema extends z.ZodType, Result>(
  schema: Schema,
  handler: (event: z.output<Schema>, context: Context) => Promise<Result>,
): (event: z.output<Schema>, context: Context) => Promise<Result> {
  return middy<z.output<Schema>, Result>()
    .use(captureLambdaHandler(tracer, { captureResponse: false }))
    .use(injectLambdaContext(logger))
    .use(logMetrics(metrics))
    .use(parser({ schema }))
    .handler(handler);
}

const environmentSchema = z.object({ FINDINGS_TABLE: z.string().min(1), SCAN_QUEUE_URL: z.url() });

/** What the deployment tells the functions that scan. @throws ZodError when a variable is missing */
export function pipelineEnvironment() {
  const { FINDINGS_TABLE, SCAN_QUEUE_URL } = environmentSchema.parse(process.env);
  return { tableName: FINDINGS_TABLE, queueUrl: SCAN_QUEUE_URL };
}

/** The configuration that the deployment put beside the function. @throws ZodError, SyntaxError: then it was put there by hand */
export function bundledConfiguration(): Configuration {
  const written: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'configuration.json'), 'utf8'));
  return deployedConfiguration(written, scanners);
}

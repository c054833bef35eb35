import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { parser } from '@aws-lambda-powertools/parser/middleware';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type * as z from 'zod';

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

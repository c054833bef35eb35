import * as z from 'zod';
import { severities } from '../findings/observation.ts';

const queueArn = /^arn:[a-z-]+:sqs:[a-z0-9-]+:[0-9]{12}:[^:]+$/;
const functionArn = /^arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:.+$/;

const targetsSchema = z
  .strictObject({
    email: z
      .array(z.email({ error: 'write an address, such as oncall@example.com' }))
      .prefault([])
      .describe('Mail addresses. AWS asks each to confirm once.'),
    https: z
      .array(z.url({ protocol: /^https$/, error: 'write an address that begins with https://' }))
      .prefault([])
      .describe('HTTPS endpoints.'),
    sqs: z
      .array(
        z.string().regex(queueArn, {
          error: 'write the ARN of a queue, such as arn:aws:sqs:us-east-1:123456789012:alerts',
        }),
      )
      .prefault([])
      .describe('ARNs of SQS queues.'),
    lambda: z
      .array(
        z.string().regex(functionArn, {
          error: 'write the ARN of a function, such as arn:aws:lambda:us-east-1:123456789012:function:alerts',
        }),
      )
      .prefault([])
      .describe('ARNs of Lambda functions.'),
  })
  .prefault({});

const words = z.array(z.string().min(1)).min(1);

const subscriptionSchema = z
  .strictObject({
    route: z.enum(['page', 'ticket']).describe('Which alerts it takes its own from.'),
    to: z
      .string()
      .refine((to) => protocolOf(to) !== undefined, {
        error: 'write a mail address, an address that begins with https://, or the ARN of a queue or a function',
      })
      .describe('Mail address, HTTPS endpoint, ARN of an SQS queue or of a Lambda function.'),
    only: z
      .strictObject({
        severity: z.array(z.enum(severities)).min(1).exactOptional().describe('Severities of the finding.'),
        environment: words.exactOptional().describe('Names of environments.'),
        owner: words.exactOptional().describe('Owners of environments.'),
        checkId: words.exactOptional().describe('Ids of checks, such as lock/stale.'),
      })
      .refine((only) => Object.keys(only).length > 0, {
        error: 'name what it takes: severity, environment, owner or checkId',
      })
      .describe('What the finding has to be; all that is named has to hold.'),
  })
  .describe('One subscriber that takes only some alerts of a route.');

/** How SNS reaches an address; undefined for what it can't reach. */
export function protocolOf(address: string): 'email' | 'https' | 'sqs' | 'lambda' | undefined {
  if (queueArn.test(address)) return 'sqs';
  if (functionArn.test(address)) return 'lambda';
  if (z.url({ protocol: /^https$/ }).safeParse(address).success) return 'https';
  return z.email().safeParse(address).success ? 'email' : undefined;
}

export const alertsSchema = z
  .strictObject({
    page: targetsSchema.describe('Where findings go that someone has to look at now.'),
    ticket: targetsSchema.describe('Where findings go that can wait for the next working day.'),
    subscriptions: z
      .array(subscriptionSchema)
      .prefault([])
      .describe('Subscribers that take only some alerts, such as those of their own team.'),
  })
  .prefault({})
  .describe('Where alerts go, by route.');

import { z } from 'zod';

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
        z.string().regex(/^arn:[a-z-]+:sqs:[a-z0-9-]+:[0-9]{12}:[^:]+$/, {
          error: 'write the ARN of a queue, such as arn:aws:sqs:us-east-1:123456789012:alerts',
        }),
      )
      .prefault([])
      .describe('ARNs of SQS queues.'),
    lambda: z
      .array(
        z.string().regex(/^arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:.+$/, {
          error: 'write the ARN of a function, such as arn:aws:lambda:us-east-1:123456789012:function:alerts',
        }),
      )
      .prefault([])
      .describe('ARNs of Lambda functions.'),
  })
  .prefault({});

export const alertsSchema = z
  .strictObject({
    page: targetsSchema.describe('Where findings go that someone has to look at now.'),
    ticket: targetsSchema.describe('Where findings go that can wait for the next working day.'),
  })
  .prefault({})
  .describe('Where alerts go, by route.');

import * as z from 'zod';
import { publishedFinding } from '../reports/report-schema.ts';
import type { AlertDocument } from './alert-document.ts';
import { shortenedFields } from './fitting.ts';

/** What subscribers over https, SQS and Lambda get, as `docs/alerts.md` describes it. */
const alertSchema = z
  .object({
    schemaVersion: z
      .literal(1)
      .describe('Changes only when a field is removed or changes its meaning; fields may be added.'),
    deduplicationKey: z.string().describe('The same in every delivery of this alert: finding id, #, revision.'),
    transition: z
      .enum(['opened', 'updated', 'resolved', 'reopened'])
      .describe('What happened to the finding; updated: severity or route rose; resolved: recovery.'),
    at: z.iso.datetime().describe('When it happened: ISO 8601, UTC.'),
    route: z.enum(['page', 'ticket']),
    shortened: z
      .array(z.enum(shortenedFields))
      .describe('Fields of the finding that were too large for a message and are not whole.'),
    finding: publishedFinding.describe('The finding after the transition.'),
  })
  .describe(
    'An alert of Statewarden, as SNS delivers it over https, to SQS and to Lambda.',
  ) satisfies z.ZodType<AlertDocument>;

/** The JSON Schema (draft 2020-12) of an alert: `docs/alert.schema.json`. Fields that it does not name may be added. */
export function alertJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(alertSchema, { io: 'input' });
}

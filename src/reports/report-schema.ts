import * as z from 'zod';
import { severities } from '../findings/observation.ts';
import { criticalities } from '../scanners/scanner.ts';

const text = z.string();
const count = z.int().min(0);
const time = z.iso.datetime().describe('ISO 8601, UTC.');
const counts = z.record(z.enum(severities), count);
const place = {
  source: text.describe('Name of the source.'),
  stateKey: text.describe("The object's key, or the path below the folder."),
};

/** A finding, as reports and alerts give it to machines. */
export const publishedFinding = z.object({
  findingId: text.describe(
    '32 hex characters: hash of check, source, target and location; the same in every run and on every machine.',
  ),
  checkId: text,
  scanner: text,
  title: text,
  severity: z.enum(severities),
  status: z.enum(['open', 'acknowledged', 'suppressed', 'resolved']),
  suppression: z
    .object({ reason: text, owner: text, expires: text.describe('Last day that it holds, in UTC: 2027-03-31.') })
    .exactOptional()
    .describe('Why nobody is told of it: there while it is suppressed.'),
  route: z.enum(['page', 'ticket', 'none']),
  ...place,
  environment: text,
  owner: text,
  address: text.nullable().describe('Resource address with instance key.'),
  pointer: text.nullable().describe('RFC 6901 pointer into the state document.'),
  message: text,
  evidence: z.record(text, z.json()).describe("Documented on the check's page; never a secret."),
  remediation: text.describe('What to do; commands stand in backticks.'),
  docs: text.describe("Path of the check's page."),
  firstSeenAt: time,
  lastSeenAt: time,
  resolvedAt: time.nullable(),
  revision: z.int().min(1).describe('Counts transitions.'),
});

const change = z.enum(['new', 'kept', 'updated', 'reopened']).describe('What happened to the finding in this scan.');

const coverage = z
  .object({
    found: count.describe('States that the sources listed: the sum of the seven counts that follow.'),
    read: count.describe('Read whole and inspected in this scan.'),
    unchanged: count.describe('Not read again: nothing changed since the last complete scan under the same rules.'),
    encrypted: count.describe('Encrypted by OpenTofu: metadata read, contents not inspected.'),
    denied: count,
    damaged: count,
    tooLarge: count,
    failed: count.describe('Anything else that kept a state from being looked at.'),
    bytes: count.describe('Bytes of state read in this scan.'),
    notInspected: z.array(z.object({ ...place, reason: text })),
    notEvaluated: z.array(z.object({ ...place, checkId: text, reason: text })),
  })
  .describe('How much was really looked at.');

/** The JSON report, as `docs/formats.md` describes it. */
const reportSchema = z
  .object({
    schemaVersion: z
      .literal(1)
      .describe('Changes only when a field is removed or changes its meaning; fields may be added.'),
    tool: z.object({ name: z.literal('statewarden'), version: text }),
    startedAt: time,
    finishedAt: time,
    sources: z.array(z.object({ name: text, location: text.describe('Absolute path or s3://bucket/prefix.') })),
    summary: z.object({
      coverage,
      suppressed: count.optional().describe('Findings that are suppressed: they are in no other count.'),
      bySeverity: counts.describe('Open findings by severity.'),
      byEnvironment: z.record(text, counts).describe('Open findings by environment and severity.'),
      criticality: z.record(text, z.enum(criticalities)).optional().describe('Criticality of each environment.'),
      changes: z.object({ new: count, kept: count, updated: count, reopened: count, resolved: count }),
      incomplete: z.boolean().describe('True when something could not be read (exit code 3).'),
    }),
    findings: z
      .array(publishedFinding.extend({ change }))
      .describe('Open findings, worst first; those that are suppressed too.'),
    resolved: z.array(publishedFinding).describe('Findings that this scan resolved.'),
    errors: z
      .array(
        z.object({
          code: z.enum([
            'denied',
            'gone',
            'not-found',
            'damaged',
            'encrypted',
            'too-large',
            'throttled',
            'unavailable',
            'archived',
            'invalid',
            'timeout',
            'internal',
          ]),
          source: text,
          stateKey: text.nullable().describe('Null when the source as a whole could not be read.'),
          message: text,
          action: text.describe('What to do about it.'),
          permission: text.optional().describe('The missing permission, for denied.'),
          damage: z
            .object({
              reason: text,
              detail: text,
              offset: count.optional().describe('Byte offset, where known.'),
              pointer: text.optional(),
              version: text.optional(),
            })
            .optional()
            .describe('Where the bytes are damaged, for damaged.'),
        }),
      )
      .describe('What could not be read.'),
    notes: z.array(text).optional().describe('What is worth a look in the configuration.'),
  })
  .describe('A report of Statewarden: statewarden scan --format json.');

/** The JSON Schema (draft 2020-12) of the JSON report: `docs/report.schema.json`. Fields that it does not name may be added. */
export function reportJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(reportSchema, { io: 'input' });
}

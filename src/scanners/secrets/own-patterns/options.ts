import * as z from 'zod';
import { regexSchema } from '../../../config/regex.ts';
import { severities } from '../../../findings/observation.ts';
import { shortestLiteral } from '../token-formats/literal-index.ts';

const keyword = z
  .string()
  .regex(/^[\x20-\x7e]+$/, { error: 'write letters, digits and signs of ASCII' })
  .min(shortestLiteral);

/** One own pattern, as it stands in the configuration. */
export const patternSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: 'write lower-case letters, digits and dashes, such as acme-token' })
    .describe('Name of the pattern, as findings show it.'),
  regex: regexSchema.describe('What such a secret looks like, as JavaScript writes regular expressions.'),
  keywords: z
    .array(keyword)
    .prefault([])
    .describe(
      'One of these, in upper or lower case, stands in the text or in the name of what holds it: all other texts are left out at once.',
    ),
  severity: z.enum(severities).prefault('high').describe('Severity of its findings.'),
  description: z.string().min(1).max(200).exactOptional().describe('What it opens, and who can revoke it.'),
});

export type OwnPattern = z.output<typeof patternSchema>;

/** The option of the scanner. */
export const patternOptions = z.object({
  patterns: z
    .array(patternSchema)
    .superRefine((patterns, context) => {
      for (const [index, { name }] of patterns.entries()) {
        if (patterns.findIndex((other) => other.name === name) === index) continue;
        const message = 'another pattern has this name already: give each a name of its own';
        context.addIssue({ code: 'custom', path: [index, 'name'], message, input: name });
      }
    })
    .prefault([])
    .describe('Secrets that only you know the looks of.'),
});

import * as z from 'zod';
import type { Suppression } from '../findings/finding.ts';
import { nearest } from '../nearest.ts';
import { matchesWildcard } from '../wildcard.ts';
import type { ConfigurableScanner } from './scanner-settings.ts';

/** Which findings somebody decided need not be told for a while. What is absent says nothing about them. */
export interface SuppressionRule extends Suppression {
  /** Patterns over ids and former ids of checks; one has to match, as in each of the others. See `matchesWildcard`. */
  readonly checks: readonly string[];
  /** Globs over the keys of states, as in `include` of a source. */
  readonly keys?: readonly string[];
  readonly sources?: readonly string[];
  readonly addresses?: readonly string[];
  readonly pointers?: readonly string[];
}

/** One text or a list of them: most entries name one thing. */
const oneOrMore = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)], {
  error: 'write a text, or a list of texts',
});
const listed = oneOrMore.transform((written) => (typeof written === 'string' ? [written] : written));

/** Of what a finding is not told: its reason, who answers for it, and until when. */
export const suppressionShape = {
  reason: z.string().min(1).describe('Why the findings need not be told, for whoever asks later.'),
  owner: z.string().min(1).describe('Who answers for that.'),
  expires: z.iso
    .date({ error: 'write a day, such as 2027-03-31' })
    .describe('Last day that it holds, in UTC: then the findings are opened again.'),
};

export function suppressionsSchema(scanners: readonly Pick<ConfigurableScanner, 'checks'>[]) {
  const all = scanners.flatMap(({ checks }) => checks);
  const ids = all.flatMap(({ id, aliases }) => [id, ...aliases]);
  const checkIds = oneOrMore.superRefine((written, context) => {
    const isOne = typeof written === 'string';
    for (const [index, pattern] of (isOne ? [written] : written).entries()) {
      if (ids.some((id) => matchesWildcard(pattern, id))) continue;
      const meant = nearest(pattern, ids);
      const question = meant === undefined ? '' : `, did you mean ${meant}?`;
      const message = `no check has that id${question} (statewarden checks lists them all)`;
      context.addIssue({ code: 'custom', path: isOne ? [] : [index], message, input: written });
    }
  });
  return z
    .array(
      z.strictObject({
        checks: checkIds
          .transform((written) => (typeof written === 'string' ? [written] : written))
          .describe('Ids of checks: secret/embedded. * stands for any characters: secret/*.'),
        keys: listed.exactOptional().describe('Globs over the keys of states. Every state where it is left out.'),
        sources: listed.exactOptional().describe('Names of sources; * stands for any characters.'),
        addresses: listed
          .exactOptional()
          .describe('Addresses of resources and outputs: module.legacy.*; * stands for any characters.'),
        pointers: listed
          .exactOptional()
          .describe('Pointers into the state document: */attributes/user_data; * stands for any characters.'),
        ...suppressionShape,
      }),
    )
    .prefault([])
    .describe(
      'Findings that need not be told for a while. They are recorded and shown as suppressed, and alert nobody.',
    );
}

import * as z from 'zod';

const longest = 1000;

/**
 * A regular expression as JavaScript writes it, without slashes and flags. That it can't run wild is checked where a configuration is
 * loaded, by `backtracking.ts`, which knows it by the format of its schema.
 */
export const regexSchema = z
  .string()
  .min(1)
  .max(longest)
  .superRefine((source, context) => {
    const message = problemOf(source);
    if (message !== null) context.addIssue({ code: 'custom', message, input: source });
  })
  .meta({ format: 'regex' });

function problemOf(source: string): string | null {
  let expression: RegExp;
  try {
    expression = new RegExp(source);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const reason = error.message.replace(/^.*\/: /s, '');
    const hint = source.startsWith('(?i)') ? '; write (?i:...) around what may be in upper and lower case' : '';
    return `it is no regular expression as JavaScript has them (${reason})${hint}`;
  }
  return expression.test('') ? 'it matches a text of no characters, so it would find something everywhere' : null;
}

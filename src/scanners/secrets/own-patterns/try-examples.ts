import { shortestLook } from '../look.ts';
import type { OwnPattern } from './options.ts';
import { OwnPatterns } from './own-patterns.ts';

/** A text that a pattern has to find, or to leave alone. */
export interface Example {
  readonly text: string;
  /** Of what holds the text: keywords may stand in it. */
  readonly name: string | null;
}

/**
 * Whether a pattern does with an example what it should, told without a byte of the example.
 * @returns null where it does
 */
export function problemWith(pattern: OwnPattern, { text, name }: Example, shouldMatch: boolean): string | null {
  const isFound = text.length >= shortestLook && new OwnPatterns([pattern]).match(text, name) !== null;
  if (isFound === shouldMatch) return null;
  if (!shouldMatch) return 'the pattern finds it';
  if (text.length < shortestLook) return `texts of fewer than ${shortestLook} characters are not looked at`;
  const withoutKeywords = new OwnPatterns([{ ...pattern, keywords: [] }]);
  return withoutKeywords.match(text, name) === null
    ? 'the regular expression does not match'
    : `the regular expression matches, but no keyword stands in it or in its name: ${pattern.keywords.join(', ')}`;
}

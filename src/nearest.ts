import { closestMatch } from 'leven';

/**
 * What a mistyped or shortened word was probably meant to be.
 * @param candidates the words that are allowed
 * @returns undefined when none is near: a guess far off misleads
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const small = word.toLowerCase();
  const continued = candidates.filter((candidate) => small.length > 2 && candidate.toLowerCase().startsWith(small));
  // Two letters in the wrong order are a distance of two.
  const maxDistance = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
  return continued[0] ?? closestMatch(small, candidates, { maxDistance });
}

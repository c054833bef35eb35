import { ExactNumber } from './json.ts';

/**
 * The value of a JSON number: a double where it keeps what is written, else its text. Fractions stay doubles: only whole
 * numbers are ids.
 * @param text the number as it stands in the document
 */
export function numberOf(text: string): number | ExactNumber {
  const value = Number(text);
  const isKept = /^-?\d+$/.test(text) ? Number.isSafeInteger(value) : Number.isFinite(value);
  return isKept ? value : new ExactNumber(text);
}

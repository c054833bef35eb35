import { ExactNumber } from './json.ts';

/** A number with fewer characters has at most 15 digits, which a double always keeps. */
export const shortestInexact = 16;

/**
 * The value of a JSON number: a double where it keeps what is written, else its text.
 * `1.10`, `1e3` and `0.30000000000000004` are kept; `9007199254740993` and `1e400` are not.
 * @param text the number as it stands in the document
 */
export function numberOf(text: string): number | ExactNumber {
  const value = Number(text);
  if (text.length < shortestInexact && !/e/i.test(text)) return value;
  // The shortest text of the double is another number than the one written: so the double is not what was meant.
  return Number.isFinite(value) && decimal(String(value)) === decimal(text) ? value : new ExactNumber(text);
}

/** Digits and exponent of a decimal number, the same however it is written: `1.50` and `15e-1` are both `15e-1`. */
function decimal(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().replace(/^-/, '').split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = whole + fraction;
  const last = lastNonZero(digits);
  if (last < 0) return '0';
  const first = digits.search(/[1-9]/);
  const shift = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - 1 - last);
  return `${digits.slice(first, last + 1)}e${shift}`;
}

function lastNonZero(digits: string): number {
  let at = digits.length - 1;
  while (at >= 0 && digits[at] === '0') at--;
  return at;
}

/**
 * What must not reach a terminal or a page as it is: control characters, which move a cursor or fake a line; marks that turn
 * the reading direction, which make one key look like another; lone surrogates, which no encoding can carry.
 * Source: Unicode Standard Annex 9, explicit directional formatting characters.
 */
const treacherous = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/** Text from outside, fit to be shown: line breaks and tabs become spaces, other treacherous characters their code (`\u{202e}`). */
export function visibleText(text: string): string {
  return text
    .replaceAll(/[\t\r\n\u2028\u2029]+/g, ' ')
    .replaceAll(treacherous, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** Text cut to a number of characters, the ellipsis included; whole characters only. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${[...text.slice(0, 2 * limit)].slice(0, limit - 1).join('')}…`;
}

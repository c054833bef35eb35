/** Words that stand where a token will be. */
const placeholderWords =
  /x{4}|example|placeholder|redacted|changeme|replace|dummy|insert|foobar|y[o0]ur[_-]|abcdef0?123|0?1234567890?abc|123456789/i;

/**
 * Keys that everybody has: of the storage emulator and of the Cosmos DB emulator.
 * Source: https://learn.microsoft.com/azure/storage/common/storage-use-azurite, https://learn.microsoft.com/azure/cosmos-db/emulator
 */
const publicKeys = /^(?:Eby8vdM02xNOcqFlqUwJ|C2y6yDjf5\/R\+ob0N8A7C)/;

/** Where a placeholder would be told from chance: by chance, any word stands somewhere in a long token. */
const beginning = 100;
const shortestPart = 8;

/**
 * Whether what differs from token to token may be made by a machine. A machine uses about as many different characters as chance
 * would; `xxxxxxxx`, `0000` and `abcdefgh` do not.
 * @param parts of the token without its literal text
 */
export function mayBeRandom(parts: readonly string[]): boolean {
  const whole = parts.join('');
  if (placeholderWords.test(whole.slice(0, beginning)) || publicKeys.test(whole)) return false;
  const long = parts.filter((part) => part.length >= shortestPart);
  return (long.length === 0 ? [whole] : long).every(isVaried);
}

function isVaried(text: string): boolean {
  const alphabet = alphabetSize(text);
  const expected = alphabet * (1 - (1 - 1 / alphabet) ** text.length);
  return new Set(text).size >= expected / 2 && longestRun(text) < Math.max(6, text.length / 4);
}

function alphabetSize(text: string): number {
  if (/^\d+$/.test(text)) return 10;
  if (/^[0-9a-f]+$/i.test(text)) return 16;
  return /[a-z]/.test(text) && /[A-Z]/.test(text) ? 62 : 36;
}

/** Longest run of one character, or of characters that follow each other in their code: `aaaa`, `abcd`. */
function longestRun(text: string): number {
  let longest = 1;
  for (const step of [0, 1]) {
    let run = 1;
    for (let at = 1; at < text.length; at++) {
      run = text.charCodeAt(at) - text.charCodeAt(at - 1) === step ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
  }
  return longest;
}

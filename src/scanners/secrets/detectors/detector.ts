import { credentialMeaning } from './credential-name.ts';
import { randomCharacters } from './randomness.ts';

/**
 * Tells what a text is by how it looks. Pure, linear in the length of the text, and silent about the text itself: what it returns
 * holds no byte of it beyond the public prefix of a token type.
 */
export interface Detector<Match> {
  /** Cheap: false for nearly every text. What it lets through is looked at in full. */
  mayMatch(text: string): boolean;
  /** @returns null where the text is none of its kind */
  match(text: string): Match | null;
}

/** What stands where a secret would: a reference, a template's variable, a mask. Sources of `$__file{}`: Grafana, "Variable expansion"; of `$ENV{}`: FreeRADIUS, unlang. */
const placeholder =
  /^(?:\$\{.*\}|\$\(.*\)|\$(?:__)?[A-Za-z]{2,12}\{|\{\{|<[^>]*>$|%(?:[sv](?![A-Za-z0-9!#$^&*?+=~])|\(\w*\)|\{.*\})|\*+$|x+$|\(sensitive|\[?redacted)/is;
/** As a random password may begin too: what follows tells. */
const likePlaceholder = /^(?:\$[{([]|\$[\w.:/-]*$|%[{sv])/i;

/**
 * Whether a text is one, or begins with one. Sources: POSIX, "Shell Command Language", 2.6.2 (a variable is a name, made of words), and
 * printf(3); Python, "printf-style String Formatting".
 */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text) || (likePlaceholder.test(text) && !isRandomBehindSign(text));
}

function isRandomBehindSign(text: string): boolean {
  return /\d/.test(text) && randomCharacters(text) >= 8 && credentialMeaning(text) === null;
}

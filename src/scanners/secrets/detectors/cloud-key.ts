import type { Detector } from './detector.ts';

/** Public prefix of an access key id. Source: AWS IAM user guide, "IAM identifiers", unique identifiers. */
export type KeyIdPrefix = 'AKIA' | 'ASIA';

const keyId = /(?<![A-Za-z0-9])(?<prefix>AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/;

const secretLength = 40;
const secretKey = new RegExp(`(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{${secretLength}}(?![A-Za-z0-9/+=])`, 'g');

/** The id of an access key: no secret by itself, but what stands beside it may be. */
export const accessKeyId: Detector<KeyIdPrefix> = {
  mayMatch: (text) => text.length >= 20 && (text.includes('AKIA') || text.includes('ASIA')),
  match(text) {
    const prefix = keyId.exec(text)?.groups?.prefix;
    return prefix === 'AKIA' || prefix === 'ASIA' ? prefix : null;
  },
};

/** A whole text that looks like a secret access key: forty characters of base64, mixed as random ones are. */
export const secretAccessKey: Detector<true> = {
  mayMatch: (text) => text.length === secretLength,
  match: (text) => (/^[A-Za-z0-9/+]+$/.test(text) && isMixed(text) ? true : null),
};

/** A text that holds both halves of a key: a credentials file, a script, a template. */
export const keyPair: Detector<KeyIdPrefix> = {
  mayMatch: (text) => text.length > 20 + secretLength && accessKeyId.mayMatch(text),
  match(text) {
    const prefix = accessKeyId.match(text);
    if (prefix === null) return null;
    return [...text.matchAll(secretKey)].some(([candidate]) => isMixed(candidate)) ? prefix : null;
  },
};

/** Tells a key from a hash in hex, a path, or a long word. */
function isMixed(text: string): boolean {
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9/+]/.test(text) && !/^[0-9a-fA-F]+$/.test(text);
}

import { fromJson } from '../../../json-text.ts';
import type { Decoder } from './decoder.ts';

/** Lines of a text as they stand in quotes, `a: 1\nb: 2\n`, whose quotes are gone. Source: RFC 8259, section 7. */
export const escaped: Decoder = {
  // Paths of Windows have backslashes too, and expressions.
  mayDecode: (text) =>
    text.includes('\\n') &&
    !text.includes('\n') &&
    /\\n[^\\]{0,4096}\\n|\\n$/.test(text) &&
    !/\b[A-Za-z]:\\/.test(text),
  decode(text) {
    const plain = fromJson(`"${text}"`);
    if (typeof plain !== 'string' || plain === text) return null;
    return { label: null, leaves: [{ text: plain, path: '', name: null }] };
  },
};

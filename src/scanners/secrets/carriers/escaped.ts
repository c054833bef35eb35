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
    const plain = unescaped(text);
    return plain === null || plain === text ? null : { label: null, leaves: [{ text: plain, path: '', name: null }] };
  },
};

function unescaped(text: string): string | null {
  try {
    const plain: unknown = JSON.parse(`"${text}"`);
    return typeof plain === 'string' ? plain : null;
  } catch (error) {
    // Nobody said that it has escapes of JSON only.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

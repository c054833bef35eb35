import { gunzipSync, inflateSync } from 'node:zlib';
import { type Decoded, type Decoder, largestText } from './decoder.ts';

/** Shortest text that is worth a try: what is shorter is a word as likely. */
const shortest = 16;

/** Base64 and its alphabet for URLs, of a text or of compressed text. Sources: RFC 4648 sections 4 and 5; RFC 1952; RFC 1950. */
export const base64: Decoder = {
  mayDecode: (text) => text.length >= shortest && /^\s{0,8}[A-Za-z0-9+/_-]{12}/.test(text) && isBase64(text),
  decode(text) {
    const bytes = Buffer.from(text, 'base64');
    const unpacked = uncompressed(bytes);
    if (unpacked === null) return textOf(bytes, 'base64');
    return textOf(unpacked.bytes, `base64, ${unpacked.label}`);
  },
};

function isBase64(text: string): boolean {
  return text.length <= 2 * largestText && /^[A-Za-z0-9+/_\s-]+={0,2}\s*$/.test(text) && !/\S[ \t]+\S/.test(text);
}

function uncompressed(bytes: Buffer): { bytes: Buffer; label: string } | null {
  const [first, second] = bytes;
  const options = { maxOutputLength: largestText };
  try {
    if (first === 0x1f && second === 0x8b) return { bytes: gunzipSync(bytes, options), label: 'gzip' };
    if (first === 0x78 && bytes.length > 8 && ((first << 8) | (second ?? 0)) % 31 === 0) {
      return { bytes: inflateSync(bytes, options), label: 'zlib' };
    }
  } catch (error) {
    // Not compressed after all, cut short, or larger than any text that is searched.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
  return null;
}

/** Bytes that are a text: UTF-8 without control characters. Random bytes nearly never are. */
function textOf(bytes: Buffer, label: string): Decoded | null {
  if (bytes.length > largestText || bytes.length < 4) return null;
  const text = bytes.toString('utf8');
  if (text.includes('\ufffd') || hasControlCharacters(text)) return null;
  return { label, leaves: [{ text, path: '', name: null }] };
}

function hasControlCharacters(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return true;
  }
  return false;
}

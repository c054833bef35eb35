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
    if (unpacked === 'too large') return { label: 'base64', leaves: [], isTooLarge: true };
    if (unpacked === null) return textOf(isWide(bytes) ? Buffer.from(bytes.toString('utf16le')) : bytes, 'base64');
    return textOf(unpacked.bytes, `base64, ${unpacked.label}`);
  },
};

/** Whether a text is base64 of bytes that are no text, as its beginning shows: an image, a program. Archives may hold texts. */
export function isOfBytes(text: string): boolean {
  const beginning = text.slice(0, 256);
  if (!isBase64(beginning)) return false;
  const bytes = Buffer.from(beginning, 'base64');
  return !isCompressed(bytes) && hasControlCharacters(bytes.toString('latin1'));
}

function isBase64(text: string): boolean {
  return text.length <= 2 * largestText && /^[A-Za-z0-9+/_\s-]+(?:={1,2}\s*)?$/.test(text) && !/\S[ \t]+\S/.test(text);
}

function uncompressed(bytes: Buffer): { bytes: Buffer; label: string } | 'too large' | null {
  if (!isCompressed(bytes)) return null;
  const options = { maxOutputLength: largestText };
  try {
    if (bytes[0] === 0x1f) return { bytes: gunzipSync(bytes, options), label: 'gzip' };
    return { bytes: inflateSync(bytes, options), label: 'zlib' };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ERR_BUFFER_TOO_LARGE') return 'too large';
    // Not compressed after all, or cut short.
  }
  return null;
}

function isCompressed(bytes: Buffer): boolean {
  const [first = 0, second = 0] = bytes;
  const isGzip = first === 0x1f && second === 0x8b;
  return isGzip || (first === 0x78 && bytes.length > 8 && ((first << 8) | second) % 31 === 0);
}

/** Whether bytes are UTF-16, as PowerShell takes them with `-EncodedCommand`. Source: about_PowerShell_exe. */
function isWide(bytes: Buffer): boolean {
  if (bytes.length < 8 || bytes.length % 2 !== 0) return false;
  return bytes.subarray(0, 64).every((byte, at) => (byte === 0) === (at % 2 === 1));
}

/** Bytes that are a text: UTF-8 without control characters. Random bytes nearly never are. */
function textOf(bytes: Buffer, label: string): Decoded | null {
  if (bytes.length < 4) return null;
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

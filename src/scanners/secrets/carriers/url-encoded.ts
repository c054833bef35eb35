import type { Decoder, Leaf } from './decoder.ts';
import { shownName } from './leaves.ts';

const pairs = /(?:^|[?&;])([\w.%[\]-]{1,80})=([^&;#\s]{1,8192})/g;

/** What a query or a form holds, and texts that are escaped for one. Sources: RFC 3986 section 2.1; WHATWG URL, urlencoded parsing. */
export const urlEncoded: Decoder = {
  mayDecode: (text) =>
    !/\s\S/.test(text) &&
    (/%[0-9A-Fa-f]{2}/.test(text) || /^[\w.%[\]-]{1,80}=[^&]*&|^[a-z][\w+.-]{1,20}:\/\/[^?]*\?/i.test(text)),
  decode(text) {
    const leaves = [...text.matchAll(pairs)].map(([, name = '', value = '']): Leaf => {
      const plain = unescaped(name);
      return { text: unescaped(value), path: shownName(plain), name: meant(plain, text) };
    });
    if (leaves.length > 0) return { label: null, leaves };
    const plain = unescaped(text.trim());
    return plain === text ? null : { label: 'URL-encoded', leaves: [{ text: plain, path: '', name: null }] };
  },
};

/**
 * What a parameter is where its name alone is too short to tell. Sources: Google, "Use API keys with REST", `key`; phpredis, "PHP Session
 * handler", `auth`.
 */
function meant(name: string, address: string): string {
  if (name === 'key' && /^https?:/i.test(address)) return 'api key';
  return name === 'auth' && /^(?:tcp|tls|unix|rediss?):/i.test(address) ? 'password' : name;
}

/** Escapes that are none stay as they are. */
function unescaped(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'));
}

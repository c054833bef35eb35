import { crc32 } from 'node:zlib';

/** Checksums that services put into their tokens. Each tells whether a token of the right shape has the right one. */

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * GitHub and npm: the last six characters are the CRC-32 of what stands between prefix and checksum, in base 62.
 * Source: https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
 */
export function crc32InBase62(token: string): boolean {
  const random = token.slice(token.indexOf('_') + 1, -6);
  return token.slice(-6) === inBase62(crc32(random)).padStart(6, '0');
}

function inBase62(number: number): string {
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) text = (digits[rest % 62] ?? '') + text;
  return text;
}

/** GitLab's routable tokens: the last seven characters are the CRC-32 of all before, in base 36. Source: gitlabhq/gitlabhq lib/authn/token_field/generator/routable_token.rb */
export function crc32InBase36(token: string): boolean {
  return token.slice(-7) === crc32(token.slice(0, -7)).toString(36).padStart(7, '0');
}

/** Grafana: the last eight characters are the CRC-32 of all before the last underscore, lowest byte first, in hex. Source: grafana/grafana pkg/components/satokengen/tokengen.go */
export function crc32LowestByteFirst(token: string): boolean {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(crc32(token.slice(0, -9)));
  return token.slice(-8) === bytes.toString('hex');
}

/** All of them by name, for formats that are packed. */
export const checksums: Readonly<Record<string, (token: string) => boolean>> = {
  crc32InBase62,
  crc32InBase36,
  crc32LowestByteFirst,
};

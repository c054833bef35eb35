import { crc32 } from 'node:zlib';
import {
  crc32InBase36,
  crc32InBase62,
  crc32LowestByteFirst,
} from '../../src/scanners/secrets/token-formats/checksums.ts';
import { type TokenFormat, tokenFormats } from '../../src/scanners/secrets/token-formats/index.ts';
import { type ShapePart, shapeParts } from '../../src/scanners/secrets/token-formats/token-format.ts';

/** Numbers that look random and are the same in each run: Mulberry32. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Every character of an alphabet that is written as between the brackets of a regular expression. */
export function charactersOf(part: Extract<ShapePart, { characters: string }>): readonly string[] {
  const pattern = new RegExp(`[${part.characters}]`);
  return Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).filter((one) => pattern.test(one));
}

/**
 * A token of a format, made up from its parts, with the right checksum. It is no secret: nobody gave it out.
 * @param longest whether runs of variable length are as long as they may be
 */
export function fakeToken(format: TokenFormat, seed: number, longest = false): string {
  const next = numbers(seed);
  const random = shapeParts(format.shape)
    .map((part) => {
      if ('literal' in part) return part.literal;
      const characters = charactersOf(part);
      return Array.from({ length: longest ? part.most : part.least }, () => characters[next(characters.length)]).join(
        '',
      );
    })
    .join('');
  const sum = format.checksum === undefined ? undefined : withChecksum.get(format.checksum);
  return sum === undefined ? random : sum(random);
}

/** A token of the format with an id, the shortest of its kind. */
export function fakeTokenOf(id: string): string {
  const format = tokenFormats.find((one) => one.id === id);
  if (format === undefined) throw new Error(`There is no format ${id}.`);
  return fakeToken(format, 1);
}

/** The checksums again, the other way round: a token gets the one it should have. */
const withChecksum: ReadonlyMap<(token: string) => boolean, (token: string) => string> = new Map([
  [crc32InBase62, (token: string) => token.slice(0, -6) + base62(crc32(token.slice(token.indexOf('_') + 1, -6)))],
  [crc32InBase36, (token: string) => token.slice(0, -7) + crc32(token.slice(0, -7)).toString(36).padStart(7, '0')],
  [crc32LowestByteFirst, (token: string) => token.slice(0, -8) + hexBackwards(crc32(token.slice(0, -9)))],
]);

function base62(number: number): string {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  let text = '';
  let rest = BigInt(number);
  for (let place = 0; place < 6; place++) {
    text = `${digits[Number(rest % 62n)]}${text}`;
    rest /= 62n;
  }
  return text;
}

function hexBackwards(number: number): string {
  const hex = number.toString(16).padStart(8, '0');
  return [hex.slice(6), hex.slice(4, 6), hex.slice(2, 4), hex.slice(0, 2)].join('');
}

/** The same token with one character less than the least in its longest run. */
export function shortenedToken(format: TokenFormat, seed: number): string {
  const parts = shapeParts(format.shape);
  const longest = parts.reduce((most, part) => Math.max(most, 'literal' in part ? 0 : part.least), 0);
  const next = numbers(seed);
  let isShort = false;
  return parts
    .map((part) => {
      if ('literal' in part) return part.literal;
      const characters = charactersOf(part);
      const length = !isShort && part.least === longest ? part.least - 1 : part.least;
      isShort ||= part.least === longest;
      return Array.from({ length }, () => characters[next(characters.length)]).join('');
    })
    .join('');
}

/** A text of the shape of a format, its runs filled with a few characters over and over; null where one of its alphabets lacks them. */
export function filledShape(format: TokenFormat, filler: string): string | null {
  const parts = shapeParts(format.shape);
  const fits = (part: ShapePart) =>
    'literal' in part || part.characters === '=' || [...filler].every((one) => charactersOf(part).includes(one));
  if (!parts.every(fits)) return null;
  return parts
    .map((part) => {
      if ('literal' in part) return part.literal;
      return part.characters === '=' ? '' : filler.repeat(part.least).slice(0, part.least);
    })
    .join('');
}

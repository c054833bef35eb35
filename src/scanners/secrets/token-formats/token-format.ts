/** What a service is for: decides what to do about a token of it. */
export const tokenCategories = [
  'cloud',
  'source-host',
  'delivery',
  'chat',
  'teamwork',
  'payment',
  'mail',
  'observability',
  'ai',
  'package-registry',
  'identity',
  'database',
  'commerce',
  'marketing',
  'data-service',
] as const;
export type TokenCategory = (typeof tokenCategories)[number];

/** One kind of token that a service gives out. */
export interface TokenSpec {
  /** Unique among all formats, stable: `github-personal-access-token`. */
  readonly id: string;
  /** The kind, as the service calls it: `personal access token`. */
  readonly title: string;
  /**
   * What the whole token looks like: literal text, and `<ALPHABET:LENGTH>` or `<ALPHABET:LEAST-MOST>` with an alphabet of
   * {@link alphabets}, or `<uuid>`. Case counts.
   */
  readonly shape: string;
  /** Set where the literal text of the shape is no proof of the service: then the service has to be named beside it. */
  readonly named?: true;
  /** Tells a token that the service made from one that only looks like it. Sourced like the shape. */
  readonly checksum?: (token: string) => boolean;
  /** Set where the token opens the service's test mode only. */
  readonly test?: true;
  /** Where this kind is documented, if not where the service's others are. */
  readonly source?: string;
}

/** What one service gives out. */
export interface TokenService {
  readonly service: string;
  /** Address of the documentation, or repository and path, that the shapes are taken from. */
  readonly source: string;
  /** Words in lower case that names of variables hold for this service, for tokens that are not known by their shape alone. */
  readonly names?: readonly string[];
  readonly tokens: readonly TokenSpec[];
}

/** A part of a token: some text as it is, or a run of characters of one alphabet. */
export type ShapePart =
  | { readonly literal: string }
  | { readonly characters: string; readonly least: number; readonly most: number };

/** Characters of each alphabet, as they stand between the brackets of a regular expression. */
const alphabets: ReadonlyMap<string, string> = new Map([
  ['digit', '0-9'],
  ['hex', '0-9a-f'],
  ['upper-hex', '0-9A-F'],
  ['any-hex', '0-9A-Fa-f'],
  ['lower', '0-9a-z'],
  ['upper', '0-9A-Z'],
  ['lower-letter', 'a-z'],
  ['letter', 'A-Za-z'],
  ['base32', 'a-z2-7'],
  ['base58', '1-9A-HJ-NP-Za-km-z'],
  ['base62', '0-9A-Za-z'],
  ['base64', '0-9A-Za-z+/'],
  ['base64url', '0-9A-Za-z_-'],
  ['lower-url', '0-9a-z_-'],
  ['identifier', '0-9A-Za-z_'],
  ['url-value', '0-9A-Za-z_=.-'],
  ['tilde', '0-9A-Za-z_~.-'],
  ['padding', '='],
]);

const uuid = '<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>';

const notation = /<([a-z0-9-]+):(\d+)(?:-(\d+))?>|([^<]+)/y;

/**
 * Takes a shape apart.
 * @throws Error for one that is not written as {@link TokenSpec.shape} says: a defect of the format
 */
export function shapeParts(shape: string): readonly ShapePart[] {
  const text = shape.replaceAll('<uuid>', uuid);
  const parts: ShapePart[] = [];
  notation.lastIndex = 0;
  for (let at = 0; at < text.length; at = notation.lastIndex) {
    const [, alphabet = '', least = '', most = least, literal] = notation.exec(text) ?? [];
    const characters = alphabets.get(alphabet);
    if (literal !== undefined) parts.push({ literal });
    else if (characters !== undefined) parts.push({ characters, least: Number(least), most: Number(most) });
    else throw new Error(`The shape ${shape} has something at ${at} that is no alphabet with a length.`);
  }
  return parts;
}

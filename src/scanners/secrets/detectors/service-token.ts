import { type CompiledFormat, compileFormat } from '../token-formats/compiled-format.ts';
import { LiteralIndex } from '../token-formats/literal-index.ts';
import { mayBeRandom } from '../token-formats/random-text.ts';
import type { TokenCategory } from '../token-formats/token-format.ts';
import { unpackFormats } from '../token-formats/unpack-formats.ts';
import { credentialMeaning } from './credential-name.ts';
import type { Detector } from './detector.ts';
import { randomCharacters } from './randomness.ts';

export interface ServiceToken {
  /** Who gave it out: `GitHub`. */
  readonly service: string;
  readonly category: TokenCategory;
  /** What the service calls it: `personal access token`. */
  readonly token: string;
  /** What every token of the kind begins with, which is public; null where they have nothing in common. */
  readonly prefix: string | null;
  /** Whether it opens the service's test mode only. */
  readonly test: boolean;
}

/** Shortest text with a token in it: one that is known by its shape, or one with a name before it. */
const shortest = 21;
/** Shortest and longest token that is a text by itself under a name. */
const shortestAlone = 15;
const longestAlone = 4200;

/** What a literal stands for: the beginning of tokens, or the name of a service. */
interface Spotted {
  readonly named: boolean;
  readonly formats: readonly CompiledFormat[];
}

let index: LiteralIndex<Spotted> | null = null;

function knownLiterals(): LiteralIndex<Spotted> {
  if (index === null) {
    const formats = unpackFormats().map(compileFormat);
    index = new LiteralIndex([...literalsOf(formats, false), ...literalsOf(formats, true)]);
  }
  return index;
}

function literalsOf(formats: readonly CompiledFormat[], named: boolean) {
  const byText = new Map<string, CompiledFormat[]>();
  for (const compiled of formats) {
    const { names } = compiled.format;
    if (names.length > 0 !== named) continue;
    const texts = compiled.anchor === null || named ? names : [compiled.anchor.text];
    for (const text of texts) byText.set(text, [...(byText.get(text) ?? []), compiled]);
  }
  return [...byText].map(([text, those]) => ({ text, caseless: named, value: { named, formats: those } }));
}

/**
 * Tokens of services: by their shape; those without a shape of their own where the text before them names the service. Of several
 * the first, one of a test mode only where there is no other.
 */
export const serviceToken: Detector<ServiceToken> = {
  // An ARN names a secret and holds none; a tenth of what states hold are ARNs.
  mayMatch: (text) => text.length >= shortest && !text.startsWith('arn:') && knownLiterals().some(text, () => true),
  match(text) {
    let found: ServiceToken | null = null;
    knownLiterals().some(text, ({ text: literal, value: { named, formats } }, at) => {
      const token = named ? besideName(text, at, literal, formats) : atAnchor(text, at, formats);
      if (token !== null && (found === null || !token.test)) found = token;
      return token?.test === false;
    });
    return found;
  },
};

/** Names are asked for again and again; names that people make up must not fill the memory. What is longer is no name. */
const mostRemembered = 20_000;
const longestNameAlone = 128;
const remembered = new Map<string, readonly CompiledFormat[]>();

/**
 * A text that is a token by itself, where its name says of which service: `DATADOG_API_KEY`.
 * @param name that holds the text or stands beside it
 */
export function namedServiceToken(name: string, text: string): ServiceToken | null {
  if (text.length < shortestAlone || text.length > longestAlone || name.length > longestNameAlone) return null;
  const formats = formatsUnder(name);
  if (formats.length === 0) return null;
  const bare = text.trim().replace(/^(?:bearer|token|basic) +/i, '');
  return firstOf(formats, (compiled) => (tokenAt(bare, 0, compiled)?.length === bare.length ? told(compiled) : null));
}

function formatsUnder(name: string): readonly CompiledFormat[] {
  const before = remembered.get(name);
  if (before !== undefined) return before;
  const formats: CompiledFormat[] = [];
  knownLiterals().some(name, (literal, at) => {
    if (literal.value.named && isWord(name, at, literal.text.length) && promises(name, literal.text)) {
      formats.push(...literal.value.formats);
    }
    return false;
  });
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(name, formats);
  return formats;
}

/** The service stands for one more word: `AIRTABLE_KEY` is a key of an API, `HEROKU_APP_ID` none. */
function promises(name: string, service: string): boolean {
  const at = name.toLowerCase().indexOf(service);
  const spelled = `${name.slice(0, at)}_api_token_${name.slice(at + service.length)}`;
  return name.length > service.length && credentialMeaning(spelled) !== null;
}

function atAnchor(text: string, at: number, formats: readonly CompiledFormat[]): ServiceToken | null {
  return firstOf(formats, (compiled) => {
    const start = at - (compiled.anchor?.offset ?? 0);
    return start >= 0 && beginsAt(text, start) && tokenAt(text, start, compiled) !== null ? told(compiled) : null;
  });
}

/** Names that may stand between that of the service and the token: `"datadog": {"apiKey": "…"}`, `name: DD_API_KEY`, `value: …`. */
const mostNames = 3;
const nameCharacter = /[\w.-]/;
const longestName = 40;
const longestGap = 16;

function besideName(
  text: string,
  at: number,
  service: string,
  formats: readonly CompiledFormat[],
): ServiceToken | null {
  if (!isWord(text, at, service.length)) return null;
  let start = at;
  while (start > 0 && at - start < longestName && nameCharacter.test(text.charAt(start - 1))) start--;
  const names: string[] = [];
  for (let begin = start; names.length < mostNames; ) {
    const from = Math.max(begin, at + service.length);
    let end = from;
    while (end < text.length && end - from < longestName && nameCharacter.test(text.charAt(end))) end++;
    let next = end;
    while (next < text.length && next - end < longestGap && /[^\w./-]/.test(text.charAt(next))) next++;
    if (next === end) return null;
    names.push(text.slice(begin, end));
    if (promises(names.join('_'), service)) {
      const found = firstOf(formats, (compiled) => (tokenAt(text, next, compiled) === null ? null : told(compiled)));
      if (found !== null) return found;
    }
    begin = next;
  }
  return null;
}

function firstOf(
  formats: readonly CompiledFormat[],
  find: (compiled: CompiledFormat) => ServiceToken | null,
): ServiceToken | null {
  for (const compiled of formats) {
    const found = find(compiled);
    if (found !== null) return found;
  }
  return null;
}

/** @returns the token, never to be handed on */
function tokenAt(text: string, start: number, { format, prefix, pattern }: CompiledFormat): string | null {
  const sticky = pattern();
  sticky.lastIndex = start;
  const match = sticky.exec(text);
  if (match === null) return null;
  const [token, ...groups] = match;
  const random = groups.join('');
  if (!mayBeRandom(groups) || format.checksum?.(token) === false) return null;
  // Words with dashes between them, and without a prefix words at all, are names.
  const isName = /[_.-]/.test(random) || prefix === '' ? !isMixed(random) && randomCharacters(random) < 8 : false;
  return isName && format.checksum === undefined ? null : token;
}

/** Cut into short pieces by signs of its alphabet: names have no letters of both cases and digits that make no word together. */
function isMixed(random: string): boolean {
  const joined = random.replaceAll(/[^A-Za-z0-9]/g, '');
  return /[a-z]/.test(joined) && /[A-Z]/.test(joined) && /\d/.test(joined) && randomCharacters(joined) >= 16;
}

function told({ format, prefix }: CompiledFormat): ServiceToken {
  const { service, category, title, test = false } = format;
  return { service, category, token: title, prefix: prefix === '' ? null : prefix, test };
}

/** Not in the middle of a word. In a text within a text, line breaks are written as `\n`. */
function beginsAt(text: string, start: number): boolean {
  if (start === 0 || !/[0-9A-Za-z]/.test(text.charAt(start - 1))) return true;
  return start > 1 && text.charAt(start - 2) === '\\' && /[nrt]/.test(text.charAt(start - 1));
}

/** A name of a service is a word of its own in a name: `DD_API_KEY`, `myDatadogKey`; not the `box` in `mailbox`. */
function isWord(name: string, at: number, length: number): boolean {
  const before = name.charAt(at - 1);
  const first = name.charAt(at);
  const last = name.charAt(at + length - 1);
  const after = name.charAt(at + length);
  const begins = !/[A-Za-z]/.test(before) || (/[a-z]/.test(before) && /[A-Z]/.test(first));
  const ends = !/[A-Za-z]/.test(after) || !/[A-Za-z]/.test(last) || (/[a-z]/.test(last) && /[A-Z]/.test(after));
  return begins && ends;
}

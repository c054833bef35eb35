import { fromJson } from '../../../json-text.ts';

/** Deeper than people nest lists and mappings in one line. */
const deepest = 12;

const token =
  /\s{0,200}(?:("(?:[^"\\]|\\.)*")|'((?:[^']|'')*)'|([[\]{},])|(:)(?=[\s"'[{]|$)|((?:[^\s[\]{},:"'](?:[^[\]{},:]|:(?=\S))*)))/gy;

/**
 * Lists and mappings in brackets, as YAML has them in one line: `{key: x-token, value: "..."}`. Source: YAML 1.2.2, chapter 7.4.
 * @returns undefined where the text is none: a list of shell's, a template
 */
export function flowOf(text: string): unknown {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const found = token.exec(text);
    if (found === null) return undefined;
    const [, double, single, sign, colon, plain] = found;
    if (sign !== undefined || colon !== undefined) tokens.push({ sign: sign ?? ':' });
    else
      tokens.push({
        text: double === undefined ? (single?.replaceAll("''", "'") ?? plain?.trim() ?? '') : unescaped(double),
      });
  }
  const reader = new Reader(tokens);
  const value = reader.value(deepest);
  return reader.isAtEnd() ? value : undefined;
}

interface Token {
  readonly sign?: string;
  readonly text?: string;
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  /** Whether something stood where a value has to. */
  #isBroken = false;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  isAtEnd(): boolean {
    return !this.#isBroken && this.#at === this.#tokens.length;
  }

  value(depth: number): unknown {
    const { sign, text } = this.#tokens[this.#at++] ?? {};
    if (text !== undefined) return text;
    if (depth === 0) return undefined;
    if (sign === '[')
      return this.#members(']', depth).map(({ value, key }) => (key === null ? value : { [key]: value }));
    if (sign !== '{') return undefined;
    return Object.fromEntries(
      this.#members('}', depth).map(({ key, value }) => [key ?? String(value), key === null ? null : value]),
    );
  }

  #members(end: string, depth: number): readonly { key: string | null; value: unknown }[] {
    const members: { key: string | null; value: unknown }[] = [];
    while (this.#at < this.#tokens.length && !this.#takes(end)) {
      const value = this.value(depth - 1);
      if (value === undefined) {
        this.#isBroken = true;
        return [];
      }
      if (typeof value === 'string' && this.#takes(':'))
        members.push({ key: value, value: this.#isSign(',', end) ? null : this.value(depth - 1) });
      else members.push({ key: null, value });
      this.#takes(',');
    }
    return members;
  }

  #isSign(...signs: readonly string[]): boolean {
    return signs.includes(this.#tokens[this.#at]?.sign ?? '');
  }

  #takes(sign: string): boolean {
    if (!this.#isSign(sign)) return false;
    this.#at++;
    return true;
  }
}

/** Nearly all escapes of YAML are those of JSON; the others matter to nobody who looks for a secret. */
export function unescaped(quoted: string): string {
  const text = fromJson(quoted);
  return typeof text === 'string' ? text : quoted.slice(1, -1);
}

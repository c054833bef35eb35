import { LiteralIndex } from '../token-formats/literal-index.ts';
import type { OwnPattern } from './options.ts';

/**
 * Texts are searched in pieces of this length, each beginning in the middle of the one before: so that even an expression that is worse
 * than it looked takes time that grows with the length of the text. What it matches is half as long at most.
 */
const piece = 4096;
const step = piece / 2;

interface Compiled {
  readonly pattern: OwnPattern;
  readonly expression: RegExp;
}

/** The patterns of a configuration, ready to be looked for. */
export class OwnPatterns {
  readonly #all: readonly Compiled[];
  readonly #always: readonly Compiled[];
  readonly #byKeyword: LiteralIndex<Compiled>;
  /** By name of what holds a text: they are asked for again and again. */
  readonly #named = new Map<string, ReadonlySet<Compiled>>();

  constructor(patterns: readonly OwnPattern[]) {
    this.#all = patterns.map((pattern) => ({ pattern, expression: new RegExp(pattern.regex, 'g') }));
    this.#always = this.#all.filter(({ pattern }) => pattern.keywords.length === 0);
    this.#byKeyword = new LiteralIndex(
      this.#all.flatMap((compiled) =>
        compiled.pattern.keywords.map((keyword) => ({ text: keyword.toLowerCase(), caseless: true, value: compiled })),
      ),
    );
  }

  /** The first pattern, in the order of the configuration, that something in the text looks like. @param name of what holds the text */
  match(text: string, name: string | null): OwnPattern | null {
    const candidates = this.#candidates(text, name);
    if (candidates.size === 0) return null;
    const found = this.#all.find((compiled) => candidates.has(compiled) && occurs(compiled.expression, text));
    return found?.pattern ?? null;
  }

  #candidates(text: string, name: string | null): ReadonlySet<Compiled> {
    const named = name === null ? none : this.#under(name);
    const found = new Set<Compiled>([...this.#always, ...named]);
    this.#byKeyword.some(text, ({ value }) => {
      found.add(value);
      return found.size === this.#all.length;
    });
    return found;
  }

  #under(name: string): ReadonlySet<Compiled> {
    const before = this.#named.get(name);
    if (before !== undefined) return before;
    const found = new Set<Compiled>();
    this.#byKeyword.some(name, ({ value }) => {
      found.add(value);
      return false;
    });
    if (this.#named.size >= mostRemembered) this.#named.clear();
    this.#named.set(name, found);
    return found;
  }
}

const none: ReadonlySet<Compiled> = new Set();
/** Names that people make up must not fill the memory. */
const mostRemembered = 20_000;

function occurs(expression: RegExp, text: string): boolean {
  if (text.length <= piece) return firstEnd(expression, text, 0, text.length) !== null;
  for (let start = 0; start < text.length; start += step) {
    const end = Math.min(text.length, start + piece);
    if (firstEnd(expression, text.slice(start, end), start, text.length) !== null) return true;
    if (end === text.length) return false;
  }
  return false;
}

/**
 * Where the first match in a piece ends. One that touches an end where the text goes on may not be one in the text: the piece before
 * or after it holds it whole.
 */
function firstEnd(expression: RegExp, part: string, start: number, length: number): number | null {
  expression.lastIndex = 0;
  for (let match = expression.exec(part); match !== null; match = expression.exec(part)) {
    const end = expression.lastIndex;
    const isCut = (match.index === 0 && start > 0) || (end === part.length && start + end < length);
    if (!isCut && end > match.index) return start + end;
    if (end === match.index) expression.lastIndex++;
  }
  return null;
}

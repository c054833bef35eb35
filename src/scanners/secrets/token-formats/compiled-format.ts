import { shortestLiteral } from './literal-index.ts';
import { type ShapePart, shapeParts } from './token-format.ts';
import type { KnownFormat } from './unpack-formats.ts';

/** A format made ready to be looked for. */
export interface CompiledFormat {
  readonly format: KnownFormat;
  /** Text that every token of the format begins with; `''` where there is none. */
  readonly prefix: string;
  /** Text by which a token is spotted, and how many characters of the token stand before it. Null for tokens without any. */
  readonly anchor: { readonly text: string; readonly offset: number } | null;
  readonly most: number;
  /** Sticky. Groups are what is not the same in each token. */
  pattern(): RegExp;
}

/** @throws Error for a shape that can't be spotted although its token is to be known by its shape: a defect of the format */
export function compileFormat(format: KnownFormat): CompiledFormat {
  const parts = shapeParts(format.shape);
  const anchor = anchorOf(parts);
  if (anchor === null && format.names.length === 0) throw new Error(`${format.id} has nothing to be spotted by.`);
  const [first] = parts;
  let pattern: RegExp | null = null;
  return {
    format,
    prefix: first !== undefined && 'literal' in first ? first.literal : '',
    anchor,
    most: parts.reduce((sum, part) => sum + ('literal' in part ? part.literal.length : part.most), 0),
    pattern() {
      pattern ??= new RegExp(parts.map(sourceOf).join('') + endOf(parts, format.names.length > 0), 'y');
      return pattern;
    },
  };
}

/** The first text that is long enough, with a fixed number of characters before it. */
function anchorOf(parts: readonly ShapePart[]): CompiledFormat['anchor'] {
  let offset = 0;
  for (const part of parts) {
    if ('literal' in part && part.literal.length >= shortestLiteral) return { text: part.literal, offset };
    if (!('literal' in part) && part.least !== part.most) return null;
    offset += 'literal' in part ? part.literal.length : part.most;
  }
  return null;
}

function sourceOf(part: ShapePart): string {
  if ('literal' in part) return part.literal.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  return isPadding(part) ? `=${lengths(part)}` : `([${part.characters}]${lengths(part)})`;
}

function lengths({ least, most }: { readonly least: number; readonly most: number }): string {
  return least === most ? `{${least}}` : `{${least},${most}}`;
}

/**
 * A token ends where its alphabet ends, and never in the middle of a word or before the suffix of a file name; without a shape of its
 * own only where all alphabets end.
 */
function endOf(parts: readonly ShapePart[], named: boolean): string {
  const noSuffix = String.raw`(?!\.[0-9A-Za-z])`;
  if (named) return `(?![0-9A-Za-z_+/=-])${noSuffix}`;
  const last = parts.findLast((part) => 'literal' in part || !isPadding(part));
  const own = last !== undefined && 'characters' in last ? last.characters.replace('0-9A-Za-z', '') : '';
  const padding = parts.some((part) => isPadding(part) || ('literal' in part && part.literal.endsWith('='))) ? '=' : '';
  return `(?![0-9A-Za-z${padding}${own}])${noSuffix}`;
}

function isPadding(part: ShapePart): boolean {
  return 'characters' in part && part.characters === '=';
}

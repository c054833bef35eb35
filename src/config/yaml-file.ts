import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import type { Mistake } from './errors.ts';

/** A YAML file as text: what it says, what is wrong with its form, and where everything stands. */
export interface YamlFile {
  /** Null for a file without content. Only to be used when {@link YamlFile.usable}. */
  readonly content: unknown;
  readonly mistakes: readonly Mistake[];
  /** False when the form is so wrong that the content can't be trusted. */
  readonly usable: boolean;
  /**
   * Where a value stands, or the nearest thing around it that exists.
   * @param at the value itself, or the key in front of it
   */
  position(path: readonly PropertyKey[], at: 'key' | 'value'): { readonly line: number; readonly column: number };
}

/** What to do about mistakes whose own message does not say it. By the error codes of the `yaml` package. */
const advice: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key stands here for the second time: keep one of the two',
  TAB_AS_INDENT: 'a tab can not indent: use spaces',
  MULTIPLE_DOCS: 'a second document begins here: a configuration is one',
  NON_STRING_KEY: 'a key has to be a text',
  TAG_RESOLVE_FAILED: 'this tag is not known: remove it',
  BLOCK_AS_IMPLICIT_KEY: 'a second key stands in this line: put it on its own line, or quote the text',
};

/** Codes of mistakes after which the content can still be checked for others. */
const harmless: ReadonlySet<string> = new Set(['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED']);

/** Reads YAML 1.2, with anchors, aliases and merge keys. */
export function readYaml(text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false, // they quote the file
    merge: true,
    stringKeys: true,
    logLevel: 'error',
  });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const wrong = [...document.errors, ...document.warnings];
  const mistakes = wrong.map(({ code, message, pos }) => ({
    ...at(pos[0]),
    path: '',
    message: advice[code] ?? message,
  }));
  const dangling = brokenReferences(document).map(({ offset, message }) => ({ ...at(offset), path: '', message }));
  const found = [...mistakes, ...dangling];
  const usable = dangling.length === 0 && wrong.every(({ code }) => harmless.has(code));
  const position: YamlFile['position'] = (path, side) => at(offsetOf(document, path, side));
  if (!usable) return { content: null, mistakes: found, usable, position };
  try {
    return { content: document.toJS(), mistakes: found, usable, position };
  } catch (error) {
    // Merging a list of other things than mappings, or aliases that multiply beyond all measure.
    const message = error instanceof Error ? error.message : String(error);
    return { content: null, mistakes: [...found, { ...at(0), path: '', message }], usable: false, position };
  }
}

/** Aliases and merge keys that lead nowhere: the parser finds them only while it makes the content, and stops at the first. */
function brokenReferences(document: Document): { offset: number; message: string }[] {
  const broken: { offset: number; message: string }[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) !== undefined) return;
      const message = 'this alias has no anchor before it: add the anchor (&name), or correct the name';
      broken.push({ offset: alias.range?.[0] ?? 0, message });
    },
    Pair(_key, pair) {
      if (!isMergeKey(pair) || isAlias(pair.value) || isMap(pair.value) || isSeq(pair.value)) return;
      broken.push({ offset: startOf(pair.key) ?? 0, message: 'only a mapping can be merged: write <<: *name' });
    },
  });
  return broken;
}

function isMergeKey({ key }: Pair): boolean {
  return isScalar(key) && key.source === '<<';
}

/** Follows a path as far as it goes. */
function offsetOf(document: Document, path: readonly PropertyKey[], side: 'key' | 'value'): number {
  let node = resolved(document, document.contents);
  let offset = node?.range?.[0] ?? 0;
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1;
    if (isMap(node)) {
      const pair = pairOf(document, node, step);
      if (pair === undefined) return offset;
      const key = startOf(pair.key) ?? offset;
      offset = last && side === 'key' ? key : (startOf(pair.value) ?? key);
      node = resolved(document, pair.value);
    } else if (isSeq(node) && typeof step === 'number') {
      const item = node.items[step];
      offset = isNode(item) ? (item.range?.[0] ?? offset) : offset;
      node = resolved(document, item);
    } else {
      return offset;
    }
  }
  return offset;
}

/** The entry of a key, also where a merge key brings it in. */
function pairOf(document: Document, node: Node, key: PropertyKey): Pair | undefined {
  if (!isMap(node)) return undefined;
  const own = node.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
  if (own !== undefined) return own;
  const merged = node.items.filter(isMergeKey);
  const sources = merged.flatMap(({ value }) => {
    const source = resolved(document, value);
    return isSeq(source) ? source.items.map((item) => resolved(document, item)) : [source];
  });
  for (const source of sources) {
    const found = source === null ? undefined : pairOf(document, source, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function resolved(document: Document, node: unknown): Node | null {
  if (isAlias(node)) return node.resolve(document) ?? null;
  return isNode(node) ? node : null;
}

/** Where a node begins; undefined where nothing is written (`key:` without a value). */
function startOf(node: unknown): number | undefined {
  if (!isNode(node) || !node.range) return undefined;
  return node.range[0] === node.range[1] ? undefined : node.range[0];
}

import type { Decoder } from './decoder.ts';
import { flowOf, unescaped } from './flow.ts';
import { leavesOf } from './leaves.ts';

/** What is longer is searched line by line. */
const largest = 1 << 17;

/**
 * YAML in a text: cloud-init, Kubernetes manifests, values of charts. Reads mappings, lists and block texts, as people and machines write
 * them in lines, and what stands in brackets in one line. Templates (`{{ .Values.x }}`), which no parser of YAML
 * takes, are read all the same. Source: YAML 1.2.2, chapters 6 to 8.
 */
export const yaml: Decoder = {
  mayDecode: (text) =>
    text.length <= largest &&
    !text.startsWith('#!') &&
    /^[ \t]{0,40}(?:- )?["']?[\w./:-]{1,80}["']?:(?:[ \t](?!\s{0,4}[A-Za-z][\w.[\]|?]{0,40} = ["'])|$)/m.test(text),
  decode(text) {
    const documents = documentsOf(text.split(/\r?\n/));
    if (documents === null || documents.length === 0) return null;
    return { label: null, leaves: leavesOf(documents.length === 1 ? documents[0] : documents) };
  },
};

type Container = Record<string, unknown> | unknown[];

/** A mapping or a list whose lines begin at a column. */
interface Block {
  readonly column: number;
  readonly container: Container;
}

/** Where the next value belongs: a key without one, or an element of a list. */
interface Slot {
  readonly container: Container;
  readonly key: string | number;
}

const key =
  /^(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([^\s#&*!|>%@`"'[\]{}:,-](?:[^#:\n]|:(?=\S)){0,200}?|-?[\w./$-]{1,200}?))[ \t]{0,4}:(?:[ \t](.*))?$/s;
const blockText = /^[|>][+-]?\d?[+-]?[ \t]*(?:#.*)?$/;

/** @returns null where the lines are no YAML: prose, code, a listing */
function documentsOf(lines: readonly string[]): readonly Container[] | null {
  const documents: Container[] = [];
  let blocks: Block[] = [];
  let slot: Slot | null = null;

  const enter = (column: number, container: Container): Container | null => {
    if (slot !== null) put(slot, container);
    else if (blocks.length === 0) documents.push(container);
    else return null;
    blocks.push({ column, container });
    slot = null;
    return container;
  };
  /** The block whose lines begin at a column; a list may begin where its key does. */
  const blockAt = (column: number, isList: boolean): Container | null => {
    while ((blocks.at(-1)?.column ?? -1) > column) blocks.pop();
    let top = blocks.at(-1);
    if (!isList && top?.column === column && Array.isArray(top.container)) {
      blocks.pop();
      top = blocks.at(-1);
    }
    if (top?.column === column && Array.isArray(top.container) === isList) return top.container;
    return enter(column, isList ? [] : Object.create(null));
  };

  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    let rest = line.trimStart();
    let column = line.length - rest.length;
    if (rest === '' || rest.startsWith('#') || rest.startsWith('%')) continue;
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(line)) {
      blocks = [];
      slot = null;
      continue;
    }
    while (rest === '-' || rest.startsWith('- ')) {
      const list = blockAt(column, true);
      if (!Array.isArray(list)) return null;
      slot = { container: list, key: list.length };
      const inner = rest.slice(1).trimStart();
      column += rest.length - inner.length;
      rest = inner;
    }
    const [isKey, double, single, plain, behind = ''] = key.exec(rest) ?? [];
    const value = behind.trimStart();
    if (isKey === undefined) {
      // An element of a list, or a line of prose that goes on.
      if (slot !== null && blockText.test(rest)) {
        const text = indentedAfter(lines, index, line.search(/\S/));
        put(slot, text.join('\n'));
        index += text.length;
      } else if (slot !== null && rest !== '') put(slot, scalarOf(rest));
      else if (blocks.length === 0) return null;
      slot = null;
      continue;
    }
    const mapping = blockAt(column, false);
    if (mapping === null) return null;
    slot = { container: mapping, key: double ?? single ?? plain ?? '' };
    if (blockText.test(value)) {
      const text = indentedAfter(lines, index, column);
      put(slot, text.join('\n'));
      index += text.length;
      slot = null;
    } else if (value !== '' && !value.startsWith('#')) {
      put(slot, scalarOf(value));
      slot = null;
    }
  }
  return documents;
}

function put({ container, key: at }: Slot, value: unknown): void {
  if (Array.isArray(container)) container.push(value);
  else container[String(at)] = value;
}

/** Lines of a block text, without their indentation. */
function indentedAfter(lines: readonly string[], index: number, column: number): readonly string[] {
  const block: string[] = [];
  for (let next = index + 1; next < lines.length; next++) {
    const line = lines[next] ?? '';
    if (line.trim() !== '' && line.length - line.trimStart().length <= column) break;
    block.push(line);
  }
  const width = block.find((line) => line.trim() !== '')?.search(/\S/) ?? 0;
  return block.map((line) => line.slice(width));
}

/** `!Ref DbPassword` of CloudFormation, `!vault` of Ansible: what has a tag of its own stands for something else. */
function scalarOf(text: string): unknown {
  const plain = text.replace(/(?<![ \t])[ \t]+#.*$/s, '').trim();
  if (plain.startsWith('!') && !plain.startsWith('!!')) return null;
  if (/^[[{].*[\]}]$/s.test(plain)) return flowOf(plain) ?? plain;
  if (/^".*"$/s.test(plain)) return unescaped(plain);
  return /^'.*'$/s.test(plain) ? plain.slice(1, -1).replaceAll("''", "'") : plain;
}

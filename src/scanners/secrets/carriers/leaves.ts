import { randomCharacters } from '../detectors/randomness.ts';
import type { Leaf } from './decoder.ts';

/** Most values that are looked at in one text: aliases of YAML multiply. */
const mostValues = 50_000;

/** Members whose neighbour says what they are: `{ name: "DB_PASSWORD", value: "..." }`. */
const valueMember =
  /^(?:value|val|default_?value|insecure_value|parameter_?value|option_value|content|string_?value|plaintext)$/i;
const nameMembers = [
  'name',
  'key',
  'Name',
  'Key',
  'variable_name',
  'parameter_name',
  'ParameterKey',
  'parameter_key',
  'option_name',
  'variable',
  'header',
  'field',
];

/** Whether what stands beside a member may say what it is. */
export function isNamedBeside(member: string): boolean {
  return valueMember.test(member);
}

/**
 * The name that stands beside a value.
 * @param sibling gives another member of the object that holds the value
 */
export function nameBeside(sibling: (member: string) => unknown): string | null {
  for (const member of nameMembers) {
    const name = sibling(member);
    if (typeof name === 'string' && name !== '') return name;
  }
  return null;
}

/** Every text in a value that JSON or YAML gave, in order. */
export function* leavesOf(root: unknown): Generator<Leaf> {
  const open: { value: unknown; path: string; name: string | null }[] = [{ value: root, path: '', name: null }];
  for (let count = 0; count < mostValues; count++) {
    const next = open.pop();
    if (next === undefined) return;
    const { value, path, name } = next;
    if (typeof value === 'string') yield { text: value, path, name };
    if (typeof value !== 'object' || value === null) continue;
    const inner = Array.isArray(value)
      ? value.map((element: unknown, index) => ({ value: element, path: `${path}[${index}]`, name }))
      : membersOf(value, path);
    for (const one of inner.toReversed()) open.push(one);
  }
}

function membersOf(value: object, path: string) {
  const members = new Map<string, unknown>(Object.entries(value));
  return [...members].map(([member, inner]) => {
    const beside = isNamedBeside(member) ? nameBeside((other) => members.get(other)) : null;
    const step = `${path}${path === '' ? '' : '.'}${shownName(member)}`;
    return { value: inner, path: beside === null ? step : `${step} (${shownName(beside)})`, name: beside ?? member };
  });
}

/** Names in texts are anybody's words: one that may be a value itself is not shown. */
export function shownName(name: string): string {
  return /^[\w./: $-]{1,80}$/.test(name) && randomCharacters(name) < 12 ? name : '*';
}

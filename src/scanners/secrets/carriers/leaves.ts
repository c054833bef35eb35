import { credentialMeaning, holdsCredentials, nameByHolder } from '../detectors/credential-name.ts';
import { randomCharacters } from '../detectors/randomness.ts';
import type { Leaf } from './decoder.ts';

/** Most values that are looked at in one text. */
const mostValues = 50_000;

/** Members whose neighbour says what they are: `{ name: "DB_PASSWORD", value: "..." }`. */
const valueMember =
  /^(?:value|val|default|default_?value|insecure_value|parameter_?value|option_value|(?:custom_)?header_?value|content|text|string_?value|plaintext|parameter|(?:search|target)_string)$/i;
const nameMembers = [
  'http_header_name',
  'header_name',
  'header_key',
  'headerName',
  'custom_header_name',
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
  // `{ password: { S: ... } }`. Source: DynamoDB API reference, AttributeValue.
  return member === 'S' || valueMember.test(member);
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
  // One of the keys of an account. Source: Azure REST API, "Storage Accounts - List Keys".
  if (typeof sibling('keyName') === 'string') return 'access key';
  // What a firewall looks for in a header. Source: AWS WAF API reference, ByteMatchStatement and FieldToMatch.
  const field = sibling('field_to_match');
  const header = field === undefined ? undefined : /"(?:name|data)":"([\w-]{1,128})"/.exec(JSON.stringify(field))?.[1];
  if (header !== undefined) return header;
  // Of a usage plan. Source: API Gateway API reference, UsagePlanKey.
  if (sibling('key_type') === 'API_KEY') return 'api key';
  // Of a file a path says nothing; of a key in a store it may. An id may be that of a parameter: AWS Data Pipeline, "Parameter object".
  for (const member of ['path', 'id']) {
    const name = sibling(member);
    if (typeof name === 'string' && credentialMeaning(name) !== null) return name;
  }
  // Sources: Azure Resource Manager, "Data types in templates", secure strings; Data Factory and Logic Apps write them so too.
  if (/^secure_?string$/i.test(String(sibling('type')))) return 'password';
  // Source: Azure API Management REST API, "Backend - Create Or Update", BackendAuthorizationHeaderCredentials.
  const scheme = sibling('scheme');
  return typeof scheme === 'string' && /^(?:bearer|basic|token)$/i.test(scheme) ? 'authorization' : null;
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
    const command = Array.isArray(value) ? commandOf(value) : null;
    if (command !== null) yield { text: command, path, name: null };
    const inner = Array.isArray(value)
      ? value.map((element: unknown, index) => ({
          value: element,
          path: `${path}[${index}]`,
          name: flagName(value[index - 1]) ?? name,
        }))
      : membersOf(value, path, name);
    for (const one of inner.toReversed()) open.push(one);
  }
  if (open.length > 0) yield { text: '', path: '', name: null, isCut: true };
}

const shortOption = /^-[A-Za-z]\S{0,256}$/;

/** The line of a shell that a list of words makes, where a short option is one: `[mysqladmin, -uroot, -p...]`, `[docker, login, -p, ...]`. */
function commandOf(words: readonly unknown[]): string | null {
  if (words.length < 3 || words.length > 100) return null;
  if (!words.some((word) => typeof word === 'string' && shortOption.test(word))) return null;
  const plain = words.every((word) => typeof word === 'string' || typeof word === 'number');
  return plain ? words.map((word) => (/\s/.test(`${word}`) ? '*' : word)).join(' ') : null;
}

/** `--password`, as the element of a list before its value. */
function flagName(before: unknown): string | null {
  return typeof before === 'string' && /^--?[a-z][\w-]{0,80}$/i.test(before) ? before : null;
}

/** @param above name of what holds the members: that of a value which says nothing itself, as in `{ adminPassword: { value } }` */
function membersOf(value: object, path: string, above: string | null) {
  const members = new Map<string, unknown>(Object.entries(value));
  const type = members.get('kty');
  return [...members].map(([member, inner]) => {
    const step = `${path}${path === '' ? '' : '.'}${shownName(member)}`;
    if (above === 'chpasswd' && member === 'list') return { value: usersOf(inner), path: step, name: 'password' };
    // Source: RFC 7518 section 6, parameters of private and symmetric keys.
    if (typeof type === 'string' && (member === 'd' || (member === 'k' && type === 'oct')))
      return { value: inner, path: step, name: 'private_key' };
    // Source: Keycloak, "Securing applications", configuration of the Java adapter.
    if (above === 'credentials' && member === 'secret') return { value: inner, path: step, name: 'client_secret' };
    // `admin_key: [{ name, key }]`: what holds it says what kind of key it is.
    if (member === 'key' && above !== null && /keys?$/i.test(above) && credentialMeaning(above) !== null)
      return { value: inner, path: step, name: above };
    if (!isNamedBeside(member)) return { value: inner, path: step, name: nameUnder(above, member) };
    const beside = nameBeside((other) => members.get(other));
    if (beside === null) return { value: inner, path: step, name: above };
    // One of `secrets: [{ name, value }]`, whose own name promises nothing. Source: Azure Container Apps, ARM template, `configuration.secrets`.
    const isOneOf = credentialMeaning(beside) === null && above !== null && holdsCredentials(above, member);
    return { value: inner, path: `${step} (${shownName(beside)})`, name: isOneOf ? above : beside };
  });
}

/** A member that says nothing itself goes by what holds it: `tokens: { ci: ... }`, `Jwt: { Key: ... }`. */
function nameUnder(above: string | null, member: string): string {
  if (above === null || credentialMeaning(member) !== null) return member;
  return nameByHolder(above, member) ?? member;
}

/** `user:password`, each in a line of its own. Source: cloud-init, module "Set Passwords", `chpasswd.list`. */
function usersOf(list: unknown): unknown {
  return typeof list === 'string' ? list.split('\n').map((line) => line.trim()) : list;
}

/** Names in texts are anybody's words: one that is no word or number, and might be a value itself, is not shown. */
export function shownName(name: string): string {
  const isPlain = /^[\w./: $-]{1,80}$/.test(name) && !/[A-Za-z]\d{3}|\d[A-Za-z]{2}|[A-Za-z]\d[A-Za-z]/.test(name);
  return isPlain && randomCharacters(name) === 0 ? name : '*';
}

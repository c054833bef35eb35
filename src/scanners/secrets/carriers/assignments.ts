import { randomCharacters } from '../detectors/randomness.ts';
import type { Decoder, Leaf } from './decoder.ts';
import { heredocsOf } from './heredocs.ts';
import { knownLines } from './known-lines.ts';
import { quotedBlocksOf } from './quoted-blocks.ts';

const quoted = String.raw`"((?:[^"\\\n]|\\.){1,8192})"|'([^'\n]{1,8192})'`;
const bare = String.raw`((?:(?:Bearer|Basic|Token)[ ]{1,4})?[^\s;"'${'`'}]{1,8192})`;
const name = String.raw`([A-Za-z_][\w.-]{1,80})`;

const assignment = new RegExp(
  String.raw`(?<![\w.-])(?:env:|-{0,2})${name}["']?\]?[ \t]{0,40}(?:=>|:=|:(?!\/\/)|=)[ \t]{0,8}(?:${quoted}|${bare})`,
  'gi',
);

/**
 * Names and values in lines: dotenv, INI, properties, shell scripts, command lines. Not a parser of any of these: what looks like an
 * assignment is one.
 */
export const assignments: Decoder = {
  mayDecode: (text) => /[=:\s]/.test(text),
  decode: (text) => ({ label: null, leaves: leavesOf(text) }),
};

function* leavesOf(whole: string): Generator<Leaf> {
  const { documents, rest: withoutDocuments } = heredocsOf(whole);
  yield* documents;
  const { blocks, rest: text } = quotedBlocksOf(withoutDocuments);
  yield* blocks;
  const { linePatterns, writtenFile } = knownLines();
  // TOML 1.0, multi-line strings; Grafana's settings need them for a password with a # in it.
  const unified = text.includes('"""') ? text.replaceAll('"""', '"') : text;
  for (const { name, inQuotes, plain } of assignmentsIn(unified)) yield* leaf(name, inQuotes, plain);
  if (text.includes('>'))
    for (const [, value = '', file = ''] of text.matchAll(writtenFile)) yield* leaf(file, value, undefined);
  for (const [hint, fixed, pattern] of linePatterns) {
    if (!text.includes(hint)) continue;
    for (const [, first = '', double, single, plain] of text.matchAll(pattern)) {
      yield* fixed === ''
        ? leaf(first, double ?? single, plain)
        : leaf(fixed, first === '' ? double : first, undefined);
    }
  }
}

/** The name of an argument whose value in quotes follows: `Client(api_key=` in `client = Client(api_key="...")`, `environment=A="..."`. */
const argument = /(?:^|[(,{])([A-Za-z_][\w.-]{1,80}[=:])$/;

const nextOption = /,(?=[a-z][\w.-]{1,40}=[^,=])/i;

function* assignmentsIn(text: string): Generator<{ name: string; inQuotes: string | undefined; plain: string }> {
  const pattern = new RegExp(assignment);
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const [, name = '', double, single, plain = ''] = found;
    // Options in a list, as of a mount: `user=app,password=...`.
    const next = nextOption.exec(plain);
    if (next !== null) {
      pattern.lastIndex -= plain.length - next.index;
      yield { name, inQuotes: undefined, plain: plain.slice(0, next.index) };
      continue;
    }
    const last = argument.exec(plain.slice(-83))?.[1];
    if (last !== undefined && /["']/.test(text.charAt(pattern.lastIndex))) pattern.lastIndex -= last.length;
    yield { name, inQuotes: double ?? single, plain };
  }
}

/** A call, a condition, or the next statement of a minified line: no value of a listing or a shell has these without quotes. */
const code =
  /^\([A-Z][a-z]{1,20}-[A-Z]|^\.[*+]|^\$\{?[A-Za-z_]\w{0,80}\}?[,@]|[\w$)\]]\(|=>|\?\.|\|\||&&|[;}][A-Za-z_$]|,[A-Za-z_$][\w$.]{0,80}[=:(.?]|^[a-z_$][\w$]{0,80}\[/i;
/** A member of something, if it is made of words. */
const member = /^!?[a-z_$][\w$]{0,80}(?:\.[a-z_$][\w$]{0,80}){1,8}$/i;

/** A value without quotes ends where the shell or the list goes on; a call or a member of something is code. */
function* leaf(name: string, inQuotes: string | undefined, plain = ''): Generator<Leaf> {
  const text = inQuotes ?? plain.replace(/[,;)}\]]{1,8}$/, '');
  const isCode = code.test(text) || (member.test(text) && !/\d{3}/.test(text) && randomCharacters(text) < 5);
  if (text !== '' && (inQuotes !== undefined || !isCode)) yield { text, path: name, name };
}

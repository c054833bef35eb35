import { credentialMeaning } from '../detectors/credential-name.ts';
import type { Leaf } from './decoder.ts';
import { shownName } from './leaves.ts';

/** Most documents that are taken out of one text. */
const mostDocuments = 1000;

/** `cat > /etc/app.conf <<'EOF'`, `tee -a file <<-EOF`, `data = <<EOH`. Sources: Bash manual, "Here Documents"; HCL native syntax, "Heredoc Templates". */
const opening = /<<[-~]?[ \t]{0,4}(?:"([A-Za-z_]\w{0,40})"|'([A-Za-z_]\w{0,40})'|\\?([A-Za-z_]\w{0,40}))/;
const target = /(?:>|\btee (?:-a )?)[ \t]{0,4}["']?([^\s"'<>|&;]{1,400})/;
const closing = /^[ \t]{0,80}([A-Za-z_]\w{0,40})[ \t]{0,8}\r?$/;

/** Files of two lines, a user and a password. Source: OpenVPN 2.6 manual, `--auth-user-pass`. */
const userAndPassword = /^[\w-]{0,40}(?:auth|login|pass|userpass|cred|creds|credentials)(?:\.(?:txt|conf|cfg|up))?$/i;

/** What a script or a job writes into files: each a document of its own, in its own language. */
export interface Heredocs {
  readonly documents: readonly Leaf[];
  /** The text without them. */
  readonly rest: string;
}

/** @returns the text itself as the rest where there are none */
export function heredocsOf(text: string): Heredocs {
  if (!text.includes('<<')) return { documents: [], rest: text };
  const lines = text.split('\n');
  const ends = endsOf(lines);
  const documents: Leaf[] = [];
  const rest: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    rest.push(line);
    const [, double, single, bare] = documents.length < mostDocuments ? (opening.exec(line) ?? []) : [];
    const tag = double ?? single ?? bare;
    const end = tag === undefined ? undefined : nextEnd(ends.get(tag), at);
    if (end === undefined) continue;
    const file = target.exec(line)?.[1]?.split('/').at(-1) ?? null;
    const inner = lines.slice(at + 1, end);
    const [user = '', password = ''] = inner;
    if (inner.length === 2 && userAndPassword.test(file ?? '') && /^\S+$/.test(user))
      documents.push({ text: password, path: shownName(file ?? ''), name: 'password' });
    documents.push({
      text: inner.join('\n'),
      path: file === null ? 'heredoc' : shownName(file),
      name: file === null ? null : nameOfOne(file),
    });
    at = end;
  }
  return { documents, rest: rest.join('\n') };
}

/** Lines that may end a document, by their word, the last one first. */
function endsOf(lines: readonly string[]): ReadonlyMap<string, number[]> {
  const ends = new Map<string, number[]>();
  for (let at = lines.length - 1; at >= 0; at--) {
    const word = closing.exec(lines[at] ?? '')?.[1];
    if (word === undefined) continue;
    const known = ends.get(word);
    if (known === undefined) ends.set(word, [at]);
    else known.push(at);
  }
  return ends;
}

function nextEnd(ends: number[] | undefined, after: number): number | undefined {
  while (ends !== undefined && (ends.at(-1) ?? Number.POSITIVE_INFINITY) <= after) ends.pop();
  return ends?.at(-1);
}

/** Name of what a file holds that holds one credential and nothing else: `db_password`, the key file of a replica set of MongoDB. */
function nameOfOne(file: string): string | null {
  if (credentialMeaning(file) !== null) return file;
  return /keyfile$/i.test(file) ? 'secret key' : null;
}

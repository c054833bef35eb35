import { credentialMeaning } from '../detectors/credential-name.ts';
import type { Decoder, Leaf } from './decoder.ts';
import { shownName } from './leaves.ts';

const header =
  /^[\w .-]{1,60}(?:(?:,[\w .-]{1,60}){1,40}|(?:;[\w .-]{1,60}){1,40}|(?:\t[\w .-]{1,60}){1,40}|(?:\|[\w .-]{1,60}){1,40})\r?\n/;

/** Rows under a header that names a credential: users to import, exported passwords. Source: RFC 4180. */
export const csv: Decoder = {
  mayDecode: (text) => header.test(text.slice(0, 2600)),
  decode(text) {
    const [first = '', ...rows] = text.split(/\r?\n/);
    const separator = /[,;\t|]/.exec(first)?.[0] ?? ',';
    const names = first.split(separator).map((name) => name.trim());
    const isTable = rows.every((row) => row.trim() === '' || row.includes(separator));
    if (!isTable || !names.some((name) => credentialMeaning(name) !== null)) return null;
    return { label: null, leaves: cellsOf(rows, separator, names) };
  },
};

function* cellsOf(rows: readonly string[], separator: string, names: readonly string[]): Generator<Leaf> {
  for (const [at, row] of rows.entries()) {
    for (const [column, cell] of row.split(separator).entries()) {
      const name = names[column] ?? null;
      const text = cell.trim().replace(/^"(.*)"$/s, '$1');
      if (name !== null && text !== '') yield { text, path: `[${at}].${shownName(name)}`, name };
    }
  }
}

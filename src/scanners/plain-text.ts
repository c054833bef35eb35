/**
 * Text from outside (a lock's holder, a lineage) made fit for findings: control characters, which could move a terminal's
 * cursor or fake a line, become spaces; what is too long is cut.
 * @param limit most characters, the ellipsis included
 */
export function plainText(text: string, limit = 200): string {
  const plain = text
    .slice(0, limit + 1)
    .replaceAll(/\p{C}/gu, ' ')
    .trim();
  return plain.length <= limit ? plain : `${plain.slice(0, limit - 1)}…`;
}

/** A word for a POSIX shell, quoted so that nothing in it is run or expanded. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * The bytes between the first BEGIN and END of a text.
 * Source: RFC 9580 6.2 (headers and a checksum `=XXXX` may stand around the data); openssh/openssh-portable PROTOCOL.sshsig.
 * @returns null where there is no such thing, or it is no base64
 */
export function dearmored(armor: string): Buffer | null {
  const [, inside] = /^-----BEGIN [A-Z ]+-----\r?\n([\s\S]*?)\n-----END [A-Z ]+-----/.exec(armor) ?? [];
  if (inside === undefined) return null;
  const withoutHeaders = inside.replace(/^(?:[A-Za-z]+: .*\r?\n)+\r?\n/, '').replace(/\r?\n=[A-Za-z0-9+/]{4}\s*$/, '');
  const base64 = withoutHeaders.replace(/\s/g, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : null;
}

import { issuerOf } from './openpgp.ts';
import type { TagSignature } from './repository.ts';
import { verifySshSignature } from './ssh-signature.ts';

/** How the formats that git knows begin. Source: git/git gpg-interface.c `gpg_format`. */
const beginnings: readonly (readonly [beginning: string, kind: TagSignature['kind']])[] = [
  ['-----BEGIN PGP SIGNATURE-----', 'gpg'],
  ['-----BEGIN PGP MESSAGE-----', 'gpg'],
  ['-----BEGIN SIGNED MESSAGE-----', 'x509'],
  ['-----BEGIN SSH SIGNATURE-----', 'ssh'],
];

/** Where the signature of a tag begins: at the last line that begins one; the length where there is none. Source: git/git gpg-interface.c `parse_signed_buffer`. */
export function signatureStart(tag: Buffer): number {
  const starts = beginnings.map(([beginning]) => {
    const last = tag.lastIndexOf(`\n${beginning}`);
    return last === -1 ? -1 : last + 1;
  });
  const last = Math.max(...starts);
  return last === -1 ? tag.length : last;
}

/** @param signed the tag without its signature */
export function signatureOf(signed: Buffer, signature: Buffer): TagSignature | null {
  const armor = signature.toString('latin1');
  const kind = beginnings.find(([beginning]) => armor.startsWith(beginning))?.[1];
  if (kind === undefined) return null;
  if (kind === 'ssh') return { kind, ...verifySshSignature(signed, armor) };
  if (kind === 'gpg')
    return { kind, valid: null, why: 'signatures of GPG are not verified here', key: issuerOf(armor) };
  return { kind, valid: null, why: 'signatures with X.509 certificates are not verified here', key: null };
}

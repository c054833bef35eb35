import type { Detector } from './detector.ts';

export interface PrivateKey {
  /** How the key is written down: `PKCS#8`, `RSA`, `EC`, `DSA`, `OpenSSH`, `PGP`, `age`, `PuTTY`, `OpenVPN`, or `other`. */
  readonly format: string;
  /** Whether a passphrase protects it. */
  readonly encrypted: boolean;
}

/** Sources: RFC 7468 section 10 and 11; RFC 4880 section 6.2; openssh/openssh-portable sshkey.c `MARK_BEGIN`; RFC 1421 `Proc-Type`. */
const header = /-----BEGIN (?<words>(?:[A-Z0-9]+ ){0,3})PRIVATE KEY(?<pgp> BLOCK)?-----/;

/** Characters of a PEM that tell whether it is encrypted, in its headers, and hold some of the key. */
const beginning = 400;

const formats: ReadonlyMap<string, string> = new Map([
  ['', 'PKCS#8'],
  ['ENCRYPTED', 'PKCS#8'],
  ['RSA', 'RSA'],
  ['EC', 'EC'],
  ['DSA', 'DSA'],
  ['OPENSSH', 'OpenSSH'],
  ['PGP', 'PGP'],
]);

/** Private keys in their textual forms: PEM (PKCS#1, SEC 1, PKCS#8), OpenSSH, PGP, age, PuTTY. A public key or a certificate is none. */
export const privateKey: Detector<PrivateKey> = {
  mayMatch: (text) =>
    (text.length >= 32 && text.includes('PRIVATE KEY')) ||
    (text.length >= 74 &&
      (text.includes('AGE-SECRET-KEY-1') || text.includes('OpenVPN Static key') || text.includes('Private-Lines:'))),
  match(text) {
    const found = header.exec(text);
    if (found === null) return otherForm(text);
    const after = text.slice(found.index + found[0].length, found.index + found[0].length + beginning);
    // A header by itself, as in a script that looks for keys, is no key. Newlines may be escaped.
    if (!/[A-Za-z0-9+/]{12}/.test(after.replaceAll(/\\n|\s/g, ''))) return null;
    const words = (found.groups?.words ?? '').trim();
    return {
      format: formats.get(words) ?? 'other',
      encrypted: words === 'ENCRYPTED' || /Proc-Type: *4,ENCRYPTED/.test(after),
    };
  },
};

/** Sources: FiloSottile/age, C2SP age.md "native identities"; PuTTY appendix C, "PPK file format". */
function otherForm(text: string): PrivateKey | null {
  if (/(?<![A-Z0-9-])AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}(?![A-Z0-9])/.test(text))
    return { format: 'age', encrypted: false };
  // Of both ends, to sign and to encrypt. Source: OpenVPN 2.6 manual, `--tls-auth`, `--secret`.
  if (/-----BEGIN OpenVPN Static key V1-----\s{1,8}(?:[0-9a-f]{32}\s{1,8}){4}/.test(text))
    return { format: 'OpenVPN', encrypted: false };
  if (!/^PuTTY-User-Key-File-\d: /m.test(text)) return null;
  return { format: 'PuTTY', encrypted: !/^Encryption: none/m.test(text) };
}

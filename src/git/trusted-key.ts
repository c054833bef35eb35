import { fingerprintOf } from './ssh-key.ts';

const sshKey = /^(?:(?:ssh|ecdsa|sk)-[\w@.-]+) ([A-Za-z0-9+/]+={0,2})(?: .*)?$/;
const fingerprint = /^SHA256:[A-Za-z0-9+/]{43}$/;
/** Long key ids and fingerprints; spaces in them are for people. */
const gpgKey = /^[0-9A-F]{16,64}$/;

/**
 * The key that a line of trusted keys names, as a signature tells its own: `SHA256:...`, a public key as `authorized_keys` has it
 * (`ssh-ed25519 AAAA... comment`), or the fingerprint or long id of a GPG key. Lines of `allowed_signers` are understood where they
 * hold nothing but principals and a key: what their options say would be passed over.
 * Source: sshd(8) "AUTHORIZED_KEYS FILE FORMAT", ssh-keygen(1) "ALLOWED SIGNERS".
 * @returns null where it names none
 */
export function keyNamedBy(line: string): string | null {
  const text = line.trim();
  if (fingerprint.test(text)) return text;
  const hex = text.replaceAll(' ', '').toUpperCase();
  if (gpgKey.test(hex)) return hex;
  const [, key] = sshKey.exec(text) ?? sshKey.exec(text.replace(/^\S+ /, '')) ?? [];
  return key === undefined ? null : fingerprintOf(Buffer.from(key, 'base64'));
}

/** Whether a signature's key is the one that a line names. A GPG key is named by its fingerprint or by the end of it. */
export function isKeyOf(line: string, key: string): boolean {
  const named = keyNamedBy(line);
  if (named === null || named === key) return named === key;
  return gpgKey.test(named) && gpgKey.test(key) && (named.endsWith(key) || key.endsWith(named));
}

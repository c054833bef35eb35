import { createHash, verify } from 'node:crypto';
import { dearmored } from './armor.ts';
import type { TagSignature } from './repository.ts';
import { fingerprintOf, readSshKey, type SshKey } from './ssh-key.ts';
import { WireError, WireReader, wireString } from './ssh-wire.ts';

type Verdict = Pick<TagSignature, 'valid' | 'why' | 'key'>;

const magic = 'SSHSIG';
/** What git signs for: a signature for another purpose is no signature of a tag. Source: git/git gpg-interface.c `sign_buffer_ssh`. */
const namespace = 'git';

/**
 * Verifies a signature by the key that stands in it.
 * Source: openssh/openssh-portable PROTOCOL.sshsig.
 * @param signed the tag without its signature
 */
export function verifySshSignature(signed: Buffer, armor: string): Verdict {
  const bytes = dearmored(armor);
  if (bytes === null) return { valid: false, why: 'the signature is damaged', key: null };
  try {
    return verdictOn(signed, new WireReader(bytes));
  } catch (error) {
    if (error instanceof WireError)
      return { valid: false, why: `the signature is damaged: ${error.message}`, key: null };
    throw error;
  }
}

function verdictOn(signed: Buffer, reader: WireReader): Verdict {
  if (reader.take(magic.length).toString('latin1') !== magic) throw new WireError('it is none of SSH');
  const version = reader.number();
  if (version !== 1) return { valid: null, why: `version ${version} of SSH signatures is not known here`, key: null };
  const publicKey = reader.string();
  const key = fingerprintOf(publicKey);
  const purpose = reader.string().toString('latin1');
  const reserved = reader.string();
  const hash = reader.string().toString('latin1');
  const signature = reader.string();
  if (purpose !== namespace) return { valid: false, why: 'it was made for another purpose than git', key };
  if (hash !== 'sha256' && hash !== 'sha512')
    return { valid: false, why: 'its hash is neither SHA-256 nor SHA-512', key };
  const sshKey = readSshKey(publicKey);
  if (sshKey === null)
    return { valid: null, why: 'its type of key (a certificate, for one) is not verified here', key };
  const digest = createHash(hash).update(signed).digest();
  const message = Buffer.concat([Buffer.from(magic), ...[namespace, reserved, hash, digest].map(wireString)]);
  return isSignature(message, sshKey, new WireReader(signature))
    ? { valid: true, why: null, key }
    : { valid: false, why: 'it was not made over this tag by the key in it', key };
}

/** Source: RFC 8709 6, RFC 8332 3, RFC 5656 3.1.2; for hardware tokens openssh/openssh-portable PROTOCOL.u2f "SSH U2F Signatures". */
function isSignature(message: Buffer, { type, key, application }: SshKey, reader: WireReader): boolean {
  const algorithm = reader.string().toString('latin1');
  const signature = reader.string();
  const signed =
    application === null
      ? message
      : Buffer.concat([sha256(application), reader.take(1), reader.take(4), sha256(message)]);
  if (type === 'ssh-rsa') {
    const hash = { 'rsa-sha2-256': 'sha256', 'rsa-sha2-512': 'sha512' }[algorithm];
    return hash !== undefined && verify(hash, signed, key, signature);
  }
  if (algorithm !== type) return false;
  if (type.includes('ed25519')) return verify(null, signed, key, signature);
  const hash = { nistp256: 'sha256', nistp384: 'sha384', nistp521: 'sha512' }[/nistp\d+/.exec(type)?.[0] ?? ''];
  const length = { sha256: 32, sha384: 48, sha512: 66 }[hash ?? ''];
  if (hash === undefined || length === undefined) return false;
  const numbers = new WireReader(signature);
  const halves = [numbers.magnitude(), numbers.magnitude()].map((half) => padded(half, length));
  return verify(hash, signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.concat(halves));
}

function padded(number: Buffer, length: number): Buffer {
  return Buffer.concat([Buffer.alloc(Math.max(0, length - number.length)), number]);
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

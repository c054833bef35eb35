import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { WireError, WireReader } from './ssh-wire.ts';

/** A public key as SSH writes it. */
export interface SshKey {
  /** `ssh-ed25519`, `sk-ssh-ed25519@openssh.com`, ... */
  readonly type: string;
  readonly key: KeyObject;
  /** What a key in a hardware token signs for (`ssh:`); null for other keys. */
  readonly application: Buffer | null;
}

const curves: Readonly<Record<string, { readonly crv: string; readonly bytes: number }>> = {
  nistp256: { crv: 'P-256', bytes: 32 },
  nistp384: { crv: 'P-384', bytes: 48 },
  nistp521: { crv: 'P-521', bytes: 66 },
};

/** As `ssh-keygen -lf` prints it: SHA-256 over the key as SSH writes it. */
export function fingerprintOf(publicKey: Buffer): string {
  return `SHA256:${createHash('sha256').update(publicKey).digest('base64').replace(/=+$/, '')}`;
}

/**
 * Source: RFC 8709 4 (Ed25519), RFC 4253 6.6 (RSA), RFC 5656 3.1 (ECDSA), openssh/openssh-portable PROTOCOL.u2f (hardware tokens).
 * @returns null for types that can't be verified here, certificates for one
 * @throws WireError where the bytes are no key of their type
 */
export function readSshKey(publicKey: Buffer): SshKey | null {
  const reader = new WireReader(publicKey);
  const type = reader.string().toString('latin1');
  const inToken = type.startsWith('sk-');
  const plain = inToken ? type.slice('sk-'.length).replace(/@openssh\.com$/, '') : type;
  const jwk = jwkOf(plain, reader);
  if (jwk === null) return null;
  const application = inToken ? reader.string() : null;
  try {
    return { type, key: createPublicKey({ format: 'jwk', key: jwk }), application };
  } catch (error) {
    throw new WireError('it is no point of its curve, or no number', { cause: error });
  }
}

function jwkOf(type: string, reader: WireReader): Record<string, string> | null {
  if (type === 'ssh-ed25519') return { kty: 'OKP', crv: 'Ed25519', x: reader.string().toString('base64url') };
  if (type === 'ssh-rsa') {
    const e = reader.magnitude().toString('base64url');
    return { kty: 'RSA', e, n: reader.magnitude().toString('base64url') };
  }
  const curve = curves[/^ecdsa-sha2-(nistp\d+)$/.exec(type)?.[1] ?? ''];
  if (curve === undefined) return null;
  reader.string();
  const point = reader.string();
  if (point.length !== 1 + 2 * curve.bytes || point[0] !== 4) throw new WireError('it is no point of its curve');
  const x = point.subarray(1, 1 + curve.bytes).toString('base64url');
  return { kty: 'EC', crv: curve.crv, x, y: point.subarray(1 + curve.bytes).toString('base64url') };
}

import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TagSignature } from '../../../src/git/repository.ts';
import { wireString } from '../../../src/git/ssh-wire.ts';
import { parseTag } from '../../../src/git/tag-object.ts';

const fixtures = resolve(import.meta.dirname, '../../fixtures/git');
const fingerprints = readFileSync(join(fixtures, 'fingerprints.txt'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' '));
const bytesOf = (name: string) => readFileSync(join(fixtures, `${name}.tag`));

function signatureOf(bytes: Buffer): TagSignature | null {
  const tag = parseTag('a'.repeat(40), { type: 'tag', bytes });
  if ('damage' in tag) throw new Error(tag.damage);
  return tag.signature;
}

describe.each(fingerprints.filter(([name]) => name?.startsWith('ssh')))(
  'a tag signed with %s',
  (name = '', _oid, key) => {
    test('is verified, and names its key as ssh-keygen does', () => {
      expect(signatureOf(bytesOf(name))).toEqual({ kind: 'ssh', valid: true, why: null, key });
    });

    test.each([
      ['another message', 'Release', 'release'],
      ['another commit', 'object c3', 'object c4'],
      ['another name', 'tag v-', 'tag w-'],
      ['another tagger', 'pipeline@', 'somebody@'],
    ])('is not valid for %s', (_, from, to) => {
      const changed = Buffer.from(bytesOf(name).toString('latin1').replace(from, to), 'latin1');
      expect(signatureOf(changed)).toEqual({
        kind: 'ssh',
        valid: false,
        why: 'it was not made over this tag by the key in it',
        key,
      });
    });

    test('leaves the signature out of message and trailers', () => {
      const tag = parseTag('a'.repeat(40), { type: 'tag', bytes: bytesOf(name) });
      expect(tag).toMatchObject({
        trailers: [{ key: 'Manifest-SHA256', value: createHash('sha256').update(name).digest('hex') }],
      });
      expect(JSON.stringify(tag)).not.toContain('BEGIN');
    });

    test('is damaged, never a crash, whichever byte is missing', () => {
      const whole = bytesOf(name).toString('latin1');
      const begin = whole.indexOf('-----BEGIN');
      for (let length = begin + 30; length < whole.length - 30; length += 7) {
        const signature = signatureOf(
          Buffer.from(`${whole.slice(0, length)}\n-----END SSH SIGNATURE-----\n`, 'latin1'),
        );
        expect(signature?.valid).toBe(false);
      }
    });
  },
);

test('a signature for another purpose than git is none of a tag', () => {
  expect(signatureOf(bytesOf('ssh-other-purpose'))).toMatchObject({
    valid: false,
    why: 'it was made for another purpose than git',
  });
});

test('a signature by certificate is there, and not verified', () => {
  expect(signatureOf(bytesOf('ssh-certificate'))).toMatchObject({
    kind: 'ssh',
    valid: null,
    why: expect.stringContaining('certificate'),
  });
});

test('a signature of GPG names its key', () => {
  const [, , key] = fingerprints.find(([name]) => name === 'gpg') ?? [];
  expect(signatureOf(bytesOf('gpg'))).toEqual({
    kind: 'gpg',
    valid: null,
    why: 'signatures of GPG are not verified here',
    key,
  });
});

test('a signature with X.509 is there', () => {
  const tag = Buffer.concat([
    bytesOf('gpg').subarray(0, 150),
    Buffer.from('\n-----BEGIN SIGNED MESSAGE-----\nMIIB\n-----END SIGNED MESSAGE-----\n'),
  ]);
  expect(signatureOf(tag)).toMatchObject({ kind: 'x509', valid: null, key: null });
});

test('a signature that is only quoted within the message is none', () => {
  const quoted = bytesOf('ssh-ed25519')
    .toString('latin1')
    .replace(/^-----/gm, '> -----');
  expect(signatureOf(Buffer.from(quoted, 'latin1'))).toBeNull();
});

// Keys in hardware tokens: nobody has one in a test, so the token's part is played after PROTOCOL.u2f.
describe('a key in a hardware token', () => {
  const body = bytesOf('gpg')
    .toString('latin1')
    .replace(/-----BEGIN[\s\S]*/, '');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const blob = Buffer.concat([wireString('sk-ssh-ed25519@openssh.com'), wireString(raw), wireString('ssh:')]);
  const touched = Buffer.from([1, 0, 0, 0, 7]);

  test('is verified with what the token adds', () => {
    expect(signatureOf(signedBy(privateKey, touched))).toMatchObject({ kind: 'ssh', valid: true });
  });

  test('is not valid when the token said something else', () => {
    expect(signatureOf(signedBy(privateKey, touched, Buffer.from([0, 0, 0, 0, 7])))).toMatchObject({ valid: false });
  });

  function signedBy(key: KeyObject, token: Buffer, told = token): Buffer {
    const sha = (algorithm: string, bytes: Buffer | string) => createHash(algorithm).update(bytes).digest();
    const fields = [wireString('git'), wireString(''), wireString('sha512')];
    const message = Buffer.concat([Buffer.from('SSHSIG'), ...fields, wireString(sha('sha512', body))]);
    const signature = sign(null, Buffer.concat([sha('sha256', 'ssh:'), token, sha('sha256', message)]), key);
    const wire = Buffer.concat([wireString('sk-ssh-ed25519@openssh.com'), wireString(signature), told]);
    const version = Buffer.from([0, 0, 0, 1]);
    const armored = Buffer.concat([
      Buffer.from('SSHSIG'),
      version,
      wireString(blob),
      ...fields,
      wireString(wire),
    ]).toString('base64');
    return Buffer.from(`${body}-----BEGIN SSH SIGNATURE-----\n${armored}\n-----END SSH SIGNATURE-----\n`, 'latin1');
  }
});

import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { fingerprintOf } from '../../../src/git/ssh-key.ts';
import { wireString } from '../../../src/git/ssh-wire.ts';
import { isKeyOf, keyNamedBy } from '../../../src/git/trusted-key.ts';

const { publicKey } = generateKeyPairSync('ed25519');
const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
const blob = Buffer.concat([wireString('ssh-ed25519'), wireString(point)]);
const key = `ssh-ed25519 ${blob.toString('base64')}`;
const fingerprint = fingerprintOf(blob);
const gpg = 'D6E485CC728D3B0754CEBAF1564EA8A65FC17C76';

test.each([
  ['a fingerprint', fingerprint],
  ['a public key', key],
  ['a public key with a comment', `${key} release@example.com`],
  ['a line of allowed_signers', `release@example.com,*@acme.com ${key} pipeline`],
])('%s names the key', (_, line) => {
  expect(keyNamedBy(line)).toBe(fingerprint);
  expect(isKeyOf(line, fingerprint)).toBe(true);
  expect(isKeyOf(line, fingerprintOf(Buffer.from('another')))).toBe(false);
});

test.each([
  ['options, which would be passed over', `release@example.com valid-before="20240101" ${key}`],
  ['an authority', `*@acme.com cert-authority ${key}`],
  ['nothing', ''],
  ['a name', 'release@example.com'],
  ['an MD5 fingerprint', 'MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48'],
  ['a short id, which anybody can make a key for', '5FC17C76'],
])('a line with %s names none', (_, line) => {
  expect(keyNamedBy(line)).toBeNull();
  expect(isKeyOf(line, fingerprint)).toBe(false);
});

test('a GPG key is named by its fingerprint, with spaces or without, or by its long id', () => {
  for (const line of [gpg, 'd6e4 85cc 728d 3b07 54ce  baf1 564e a8a6 5fc1 7c76', '564EA8A65FC17C76']) {
    expect(isKeyOf(line, gpg)).toBe(true);
    expect(isKeyOf(line, '564EA8A65FC17C76')).toBe(true);
    expect(isKeyOf(line, `A${gpg.slice(1, -1)}0`)).toBe(false);
  }
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessKeyId, keyPair, secretAccessKey } from '../../../../src/scanners/secrets/detectors/cloud-key.ts';
import { connectionString } from '../../../../src/scanners/secrets/detectors/connection-string.ts';
import type { Detector } from '../../../../src/scanners/secrets/detectors/detector.ts';
import { privateKey } from '../../../../src/scanners/secrets/detectors/private-key.ts';
import { fakeKeyId, fakePem, fakeSecretKey } from '../../../support/fake-secrets.ts';

function detect<Match>(detector: Detector<Match>, text: string): Match | null {
  return detector.mayMatch(text) ? detector.match(text) : null;
}

describe('private keys', () => {
  test.each([
    ['', 'PKCS#8'],
    ['RSA', 'RSA'],
    ['EC', 'EC'],
    ['DSA', 'DSA'],
    ['OPENSSH', 'OpenSSH'],
    ['ANY OTHER', 'other'],
  ])('with the header %j are %s', (words, format) => {
    expect(detect(privateKey, fakePem(words))).toEqual({ format, encrypted: false });
  });

  test('of PGP are told by their block', () => {
    const text = fakePem('PGP').replaceAll('PRIVATE KEY', 'PRIVATE KEY BLOCK');
    expect(detect(privateKey, text)).toEqual({ format: 'PGP', encrypted: false });
  });

  test('behind a passphrase are told apart', () => {
    expect(detect(privateKey, fakePem('ENCRYPTED'))).toEqual({ format: 'PKCS#8', encrypted: true });
    const traditional = fakePem('RSA').replace('\n', '\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n');
    expect(detect(privateKey, traditional)).toEqual({ format: 'RSA', encrypted: true });
  });

  test('are found in a script, and with escaped line breaks', () => {
    expect(detect(privateKey, `#!/bin/sh\ncat > key <<END\n${fakePem('RSA')}\nEND\n`)).not.toBeNull();
    expect(detect(privateKey, JSON.stringify({ key: fakePem('') }))).not.toBeNull();
  });

  test.each([
    ['a public key', fakePem('').replaceAll('PRIVATE', 'PUBLIC')],
    ['a certificate', fakePem('').replaceAll('PRIVATE KEY', 'CERTIFICATE')],
    ['a script that looks for keys', `grep -r "-----BEGIN ${'PRIVATE'} KEY-----" . && exit 1`],
    ['words about it', 'The PRIVATE KEY is kept in the vault, and nowhere else.'],
  ])('are not: %s', (_name, text) => {
    expect(detect(privateKey, text)).toBeNull();
  });
});

describe('access keys of AWS', () => {
  test('have an id with a known prefix', () => {
    expect(detect(accessKeyId, fakeKeyId())).toBe('AKIA');
    expect(detect(accessKeyId, fakeKeyId('ASIA'))).toBe('ASIA');
  });

  test.each([
    ['a longer word', `X${fakeKeyId()}`],
    ['a longer id', `${fakeKeyId()}A`],
    ['a role id', fakeKeyId().replace('AKIA', 'AROA')],
    ['lower case', fakeKeyId().toLowerCase()],
  ])('have no id in %s', (_name, text) => {
    expect(detect(accessKeyId, text)).toBeNull();
  });

  test.each([
    ['a hash in hex', 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3'],
    ['a long word', 'thisisoneverylongwordthatmeansnothingatall'.slice(0, 40)],
    ['another length', fakeSecretKey().slice(1)],
  ])('have no secret in %s', (_name, text) => {
    expect(detect(secretAccessKey, text)).toBeNull();
  });

  test('are found as a pair in one text', () => {
    const file = `[default]\naws_access_key_id = ${fakeKeyId()}\naws_secret_access_key = ${fakeSecretKey()}\n`;
    expect(detect(keyPair, file)).toBe('AKIA');
    expect(
      detect(keyPair, `${fakeKeyId()} is the id, the secret is kept elsewhere and is not in this text`),
    ).toBeNull();
  });
});

describe('passwords in addresses', () => {
  const password = ['not', 'a', 'real', 'one'].join('-');

  test.each([
    [`postgres://app:${password}@db.example.internal:5432/app`, 'postgres'],
    [`mongodb+srv://app:${password}@cluster.example.net`, 'mongodb+srv'],
    [`HTTPS://app:${password}@example.com`, 'https'],
    [`redis://:${password}@cache:6379/0`, 'redis'],
    [`DATABASE_URL=mysql://app:${password}@db/app other words`, 'mysql'],
  ])('are found in %j', (text, scheme) => {
    expect(detect(connectionString, text)).toEqual({ scheme });
  });

  test.each([
    'https://example.com/@user:name',
    'https://user@example.com',
    'postgres://user:@host/db',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of Terraform, not one of ours.
    'postgres://user:${var.password}@host/db',
    'postgres://user:$PASSWORD@host/db',
    'postgres://user:{{ password }}@host/db',
    'postgres://user:<password>@host/db',
    'postgres://user:****@host/db',
    'postgres://user:%s@host/db',
    'git@github.com:acme/network.git',
    'arn:aws:iam::111122223333:role/a@b://c',
    'https://example.com:8443/path?mail=a@example.com',
  ])('are not in %j', (text) => {
    expect(detect(connectionString, text)).toBeNull();
  });
});

test('what a detector tells holds no part of the text but a public prefix', () => {
  const detectors: readonly Detector<unknown>[] = [privateKey, keyPair, connectionString, accessKeyId];
  const word = fc.stringMatching(/^[a-z0-9]{12,30}$/);
  fc.assert(
    fc.property(word, (canary) => {
      const texts = [
        fakePem('RSA', canary),
        `${fakeKeyId()} ${fakeSecretKey()} ${canary}`,
        `postgres://${canary}:${canary}@${canary}`,
      ];
      for (const detector of detectors) {
        for (const text of texts) expect(JSON.stringify(detect(detector, text))).not.toContain(canary);
      }
    }),
  );
});

test('no text takes long to look at', () => {
  const long = 200_000;
  const texts = [
    '-----BEGIN '.repeat(long / 11),
    `PRIVATE KEY${'A '.repeat(long / 2)}`,
    `AKIA${'A'.repeat(long)}`,
    `a://${'b'.repeat(long)}@`,
    'a://b:c'.repeat(long / 7),
    `${'a'.repeat(long)}://b:c@d`,
  ];
  // Quadratic time over these would be minutes: the runner's own limit for a test is the deadline.
  for (const text of texts) {
    for (const detector of [privateKey, keyPair, connectionString, accessKeyId]) detect<unknown>(detector, text);
  }
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessKeyId, keyPair, secretAccessKey } from '../../../../src/scanners/secrets/detectors/cloud-key.ts';
import { connectionString } from '../../../../src/scanners/secrets/detectors/connection-string.ts';
import type { Detector } from '../../../../src/scanners/secrets/detectors/detector.ts';
import { jsonWebToken } from '../../../../src/scanners/secrets/detectors/json-web-token.ts';
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

  test('of age and PuTTY are told by their own forms', () => {
    expect(detect(privateKey, `# key\nAGE-SECRET-KEY-1${'QPZRY9X8'.repeat(8).slice(0, 58)}\n`)).toEqual({
      format: 'age',
      encrypted: false,
    });
    const putty = (encryption: string) =>
      `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: ${encryption}\nPrivate-Lines: 1\nAAAA\n`;
    expect(detect(privateKey, putty('none'))).toEqual({ format: 'PuTTY', encrypted: false });
    expect(detect(privateKey, putty('aes256-cbc'))).toEqual({ format: 'PuTTY', encrypted: true });
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
    expect(detect(connectionString, text)).toEqual({ scheme, form: 'address', expiresAt: null });
  });

  test.each([
    ['Server=tcp:db.example.com,1433;Database=app;User ID=app;Password=PASSWORD;Encrypt=true', null],
    ['DefaultEndpointsProtocol=https;AccountName=app;AccountKey=PASSWORD==;EndpointSuffix=example', null],
    ['Endpoint=sb://app.example.net/;SharedAccessKeyName=all;SharedAccessKey=PASSWORD=', 'sb'],
    ['jdbc:sqlserver://db:1433;databaseName=app;user=app;password=PASSWORD', 'jdbc:sqlserver'],
    ['jdbc:postgresql://db/app?user=app&password=PASSWORD', 'jdbc:postgresql'],
    ['host=db user=app password=PASSWORD dbname=app', null],
  ])('are found among the settings %j', (text, scheme) => {
    expect(detect(connectionString, text.replace('PASSWORD', password))).toEqual({
      scheme,
      form: 'settings',
      expiresAt: null,
    });
  });

  test('are found in the address of a driver of Go', () => {
    expect(detect(connectionString, `app:${password}@tcp(db:3306)/app`)).toMatchObject({ form: 'address' });
  });

  test.each([
    ['https://a.example/b?sv=2024-01-01&se=2027-01-01T00%3A00%3A00Z&sp=r&sig=SIGNATURE', '2027-01-01T00:00:00.000Z'],
    [
      'https://a.example/b?X-Amz-Date=20261120T100000Z&X-Amz-Expires=3600&X-Amz-Signature=SIGNATURE',
      '2026-11-20T11:00:00.000Z',
    ],
    [
      'https://a.example/b?X-Goog-Date=20261120T100000Z&X-Goog-Expires=60&X-Goog-Signature=SIGNATURE',
      '2026-11-20T10:01:00.000Z',
    ],
    ['https://a.example/b?X-Amz-Signature=SIGNATURE', null],
    ['https://a.example/b?GoogleAccessId=a&Expires=1800000000&Signature=SIGNATURE', '2027-01-15T08:00:00.000Z'],
    ['https://a.example/b?Expires=1800000000&Signature=SIGNATURE&Key-Pair-Id=K1', '2027-01-15T08:00:00.000Z'],
    ['https://a.example/b?AWSAccessKeyId=a&Signature=SIGNATURE', null],
    ['https://a.example/b?sp=r&se=never&sig=SIGNATURE', null],
  ])('stand as a signature in %j, which tells when it ends', (text, expiresAt) => {
    const signature = 'a1b2c3d4'.repeat(8);
    expect(detect(connectionString, text.replace('SIGNATURE', signature))).toEqual({
      scheme: 'https',
      form: 'signature',
      expiresAt,
    });
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
    'postgres://user:changeme@host/db',
    'Server=db;Database=app;User ID=app;Password={your_password};',
    'Server=db;Database=app;Integrated Security=true;',
    'export HOST=db DB_PASSWORD=anything',
    'https://example.com/?sig=a1b2c3d4a1b2c3d4a1b2c3d4',
    'https://example.com/?version=3&Signature=a1b2c3d4a1b2c3d4a1b2c3d4',
    'git@github.com:acme/network.git',
    'arn:aws:iam::111122223333:role/a@b://c',
    'https://example.com:8443/path?mail=a@example.com',
  ])('are not in %j', (text) => {
    expect(detect(connectionString, text)).toBeNull();
  });
});

describe('JSON web tokens', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signature = 'not-a-real-signature-at-all';
  const made = (claims: object) => `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${signature}`;

  test('tell when they end', () => {
    expect(detect(jsonWebToken, `Bearer ${made({ sub: 'app', exp: 1_800_000_000 })}`)).toEqual({
      expiresAt: '2027-01-15T08:00:00.000Z',
    });
  });

  test.each([{ sub: 'app' }, { exp: 'soon' }, { exp: 99_999_999_999_999 }])('or that they never do: %j', (claims) => {
    expect(detect(jsonWebToken, made(claims))).toEqual({ expiresAt: null });
  });

  test.each([
    ['JSON in base64', part({ alg: 'none', name: 'nothing but an example of some length' })],
    ['two parts', `${part({ alg: 'none' })}.${part({ sub: 'app' })}`],
    ['a longer word', `a.${made({ sub: 'app' })}`],
  ])('are not: %s', (_name, text) => {
    expect(detect(jsonWebToken, text)).toBeNull();
  });
});

test('what a detector tells holds no part of the text but a public prefix', () => {
  const detectors: readonly Detector<unknown>[] = [privateKey, keyPair, connectionString, accessKeyId, jsonWebToken];
  const word = fc.stringMatching(/^[a-z0-9]{12,30}$/);
  fc.assert(
    fc.property(word, (canary) => {
      const texts = [
        fakePem('RSA', canary),
        `${fakeKeyId()} ${fakeSecretKey()} ${canary}`,
        `postgres://${canary}:${canary}@${canary}`,
        `Server=${canary};User ID=${canary};Password=${canary}`,
        `https://${canary}.example/?sp=r&se=${canary}&sig=${canary}${canary}`,
        `eyJ${canary}.eyJ${canary}.${canary}${canary}`,
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
    ';password=abcde'.repeat(long / 15),
    ` password = ${'a'.repeat(long)}`,
    'password=abcd '.repeat(long / 14),
    `?sig=${'a'.repeat(30)}&`.repeat(long / 36),
    'a:bcdef@'.repeat(long / 8),
    'eyJ'.repeat(long / 3),
    `eyJaaaaaaaa.eyJ${'a'.repeat(long)}`,
    'eyJaaaaaaaa.eyJaaaa.'.repeat(long / 20),
    `AGE-SECRET-KEY-1${'Q'.repeat(long)}`,
  ];
  // Quadratic time over these would be minutes: the runner's own limit for a test is the deadline.
  for (const text of texts) {
    for (const detector of [privateKey, keyPair, connectionString, accessKeyId, jsonWebToken])
      detect<unknown>(detector, text);
  }
});

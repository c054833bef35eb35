import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { credentialMeaning } from '../../../../src/scanners/secrets/detectors/credential-name.ts';
import { credentialValue } from '../../../../src/scanners/secrets/detectors/credential-value.ts';
import { fakeKeyId, fakePem, fakeSecretKey } from '../../../support/fake-secrets.ts';

describe('a name promises a credential', () => {
  test.each([
    ['password', 'password'],
    ['DB_PASSWORD', 'password'],
    ['dbPassword', 'password'],
    ['DBPassword2', 'password'],
    ['db-password', 'password'],
    ['/prod/db/password', 'password'],
    ['spring.datasource.password', 'password'],
    ['PGPASSWORD', 'password'],
    ['MYSQL_PWD', 'password'],
    ['RABBITMQ_DEFAULT_PASS', 'password'],
    ['requirepass', 'password'],
    ['pass_phrase', 'password'],
    ['DB_PASSWORD_PROD', 'password'],
    ['adminpw', 'password'],
    ['snmp_community', 'password'],
    ['STRIPE_KEY', 'key'],
    ['datadog-key', 'key'],
    ['--password', 'password'],
    ['clientSecret', 'secret'],
    ['JWT_SECRET', 'secret'],
    ['authToken', 'token'],
    ['_authToken', 'token'],
    ['X-Api-Key', 'key'],
    ['apikey', 'key'],
    ['SECRET_KEY_BASE', 'key'],
    ['saml.sp.privateKey.secured', 'key'],
    ['fs.azure.account.key.lake.dfs.core.windows.net', 'key'],
    ['AWS_SECRET_ACCESS_KEY', 'key'],
    ['client-key-data', 'key'],
    ['Authorization', 'key'],
  ])('%s', (name, meaning) => {
    expect(credentialMeaning(name)).toBe(meaning);
  });
});

describe('a name promises none', () => {
  test.each([
    'password_policy',
    'secret_name',
    'secretArn',
    'token_ttl',
    'key_arn',
    'access_key_id',
    'password_version',
    'password_enabled',
    'PASSWORD_FILE',
    'existingSecret',
    'encrypted_password',
    'password_data',
    'public_key',
    'partition_key',
    'key',
    'next_token',
    'creation_token',
    'dkim_tokens',
    'bypass',
    'minipass',
    'author',
    'keyboard',
    'a'.repeat(200),
    '',
  ])('%s', (name) => {
    expect(credentialMeaning(name)).toBeNull();
  });
});

const token = ['a8f5f167', 'f44f4964', 'e6c998de'].join('');

describe('a value under such a name is a credential', () => {
  test.each([
    ['password', 'Sommer2024!'],
    ['password', 'hunter2'],
    ['password', 'swordfish'],
    ['password', 'correct-horse-battery-staple'],
    ['password', 'not-a-real-password'],
    ['secret', 'SuperSecret123!'],
    ['secret', fakeSecretKey()],
    ['token', token],
    ['token', 'fake-token-1234567890abcdef'],
    ['api_key', 'qwkjhzxvbnmtrplksdfg'],
    ['auth', Buffer.from('app:hunter2').toString('base64')],
    ['basic_auth', 'app:Sommer2024!'],
    ['Authorization', `Bearer ${token}`],
    ['S3_SECRET_KEY', '0b7e5a3c-1d2f-4e68-9a4b-c5d6e7f80912'],
    ['client_secret', '0b7e5a3c-1d2f-4e68-9a4b-c5d6e7f80912'],
    ['consumer-secret', '0b7e5a3c-1d2f-1e68-9a4b-c5d6e7f80912'],
    ['STORAGE_KEY', ['P@ss', 'word-Berlin-17'].join('')],
    ['MAIL_API_KEY', `key-${'1f0e2d3c'.repeat(4)}`],
    ['password', 'violet-pickle-kettle-pepper'],
    ['password', 'correct horse battery staple'],
    ['smtp_password', 'abcd efgh ijkl mnop'],
    ['JWT_SECRET', ['my-super', 'secret-jwt-2024'].join('-')],
    ['API_TOKEN', ['Pa55', 'word'].join('')],
  ])('%s: %j', (name, value) => {
    expect(credentialValue(name, value)).toMatchObject({ hashed: false });
  });

  test.each([
    `$2y$10$${token}`,
    `$6$salt$${token}`,
    `$9$salt$${token}`,
    `$argon2id$v=19$m=1$${token}`,
    `{SSHA}${token}`,
    `md5${token}a1b2c3d4`,
    `app:$apr1$${token}`,
    `*${token.toUpperCase().slice(0, 24)}0123456789ABCDEF`,
  ])('a hash is told as one: %s', (value) => {
    expect(credentialValue('password', value)).toEqual({ meaning: 'password', hashed: true });
  });
});

describe('a value under such a name is none', () => {
  test.each([
    'changeme',
    '<password>',
    'your-password-here',
    'REDACTED',
    '********',
    'aaaaaaaa',
    'required',
    'string',
    '12345678',
    '^7.0.3',
    'v1.28.4-eks-a1b2',
    'true',
    '3600s',
    'PT15M',
    '2026-01-01T00:00:00Z',
    'f47ac10b-58cc-4372-a567-0e02b2c3d479',
    `sha256:${token}`,
    'app@example.com',
    'db.example.internal',
    '10.0.0.0/16',
    'fe80::1/64',
    'https://example.com/secret',
    '/run/secrets/db',
    'C:\\secrets\\db',
    'server.pem',
    'DB_PASSWORD',
    'orders-database-password',
    'auth-pepper',
    'top-secret',
    'kept with the others in the safe',
    'enter your password here',
    '(known after apply)',
    '(known',
    `mrk-${'1f0e2d3c'.repeat(4)}`,
    'prod/db:password',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of Terraform, not one of ours.
    '${var.password}',
    '{{resolve:secretsmanager:db:SecretString:password}}',
    'arn:aws:secretsmanager:eu-west-1:000000000000:secret:db-AbCdEf',
    'vault:secret/data/db#password',
    'sm://project/db',
    'op://vault/db/password',
    '@Microsoft.KeyVault(SecretUri=https://example.vault.azure.net/secrets/db/)',
    'projects/example/secrets/db/versions/1',
    `ENC[AES256_GCM,data:${token}]`,
    '$ANSIBLE_VAULT;1.1;AES256',
    `vault:v1:${token}`,
    `AQICAH${token}`,
    `wcBMA${token}`,
    `AgB${token.repeat(20)}`,
    `ssh-ed25519 AAAA${token}`,
    fakePem('').replaceAll('PRIVATE', 'PUBLIC'),
    fakePem('').replaceAll('PRIVATE KEY', 'CERTIFICATE'),
    Buffer.from(fakePem('').replaceAll('PRIVATE KEY', 'CERTIFICATE')).toString('base64'),
    'a password of the database',
    'short',
    '',
  ])('%j', (value) => {
    expect(credentialValue('password', value)).toBeNull();
  });

  test.each([
    ['secret', 'orders-client-secret-v2'],
    ['secret', 'default-token-x7k2p'],
    ['secretKey', 'api-key'],
    ['token', 'system:serviceaccount:default'],
    ['api_key', 'HEADER_AND_QUERY'],
    ['access_key', fakeKeyId()],
    ['encryption_key', `mrk-${token}01234567`],
    ['host_key', `AAAAB3NzaC1yc2EAAAADAQAB${token}`],
    ['password_policy', token],
  ])('%s: %j', (name, value) => {
    expect(credentialValue(name, value)).toBeNull();
  });
});

test('no name and no value takes long to look at', () => {
  const long = 1 << 20;
  const pieces = [
    'a',
    'A',
    'a1',
    'password',
    'pass',
    'a.',
    'a/',
    'a-',
    '-',
    '$',
    '{{',
    '1h',
    'P1D',
    '::',
    'x@',
    '%41',
    '!',
    'aA',
    ' ',
    'AQICAH',
    '==',
  ];
  for (const piece of pieces) {
    const text = piece.repeat(long / piece.length);
    credentialMeaning(text);
    for (const name of ['password', 'token', 'auth']) {
      credentialValue(name, text);
      credentialValue(name, text.slice(0, 4096));
    }
  }
});

test('what is told holds no byte of the value', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('password', 'token', 'auth'),
      fc.stringMatching(/^[A-Za-z0-9!]{10,40}$/),
      (name, value) => {
        expect(JSON.stringify(credentialValue(name, value))).not.toContain(value);
      },
    ),
  );
});

describe('a number behind words', () => {
  const madeUp = ['violet', 'orbit717'].join('.');

  test.each([
    ['cookie_secret', madeUp],
    ['ApiSecret', ['rasabi', 'me87'].join('')],
    ['encryption-key', ['bodu', 'Rno', 'Wzu', 'C91'].join('')],
    ['access_token', ['Bipelahi', '40'].join('-')],
  ])('is made up by somebody under %s', (name, value) => {
    expect(credentialValue(name, value)).not.toBeNull();
  });

  test.each([
    ['secret', madeUp],
    ['signing_key', 'orders-signing-key-01'],
    ['client_secret', 'grafana-client-2024'],
    ['api_key', 'billing-prod-02'],
    ['access_token', 'example1234'],
    ['encryption_key', 'rsapss2048'],
    ['jwt_secret', 'dummy-value-123'],
    ['session_key', 'eu-central-1'],
  ])('may be the name of something under %s: %s', (name, value) => {
    expect(credentialValue(name, value)).toBeNull();
  });
});

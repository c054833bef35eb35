import { describe, expect, test } from 'vitest';
import { Budget } from '../../../../src/scanners/secrets/carriers/budget.ts';
import { loadKnownLines } from '../../../../src/scanners/secrets/carriers/known-lines.ts';
import { searchCarrier } from '../../../../src/scanners/secrets/carriers/search.ts';
import { connectionString } from '../../../../src/scanners/secrets/detectors/connection-string.ts';
import { credentialMeaning, holdsCredentials } from '../../../../src/scanners/secrets/detectors/credential-name.ts';
import { credentialValue } from '../../../../src/scanners/secrets/detectors/credential-value.ts';
import { serviceToken } from '../../../../src/scanners/secrets/detectors/service-token.ts';
import { Random } from '../../../support/random.ts';

await loadKnownLines();

// Shapes that states of an unseen estate had, and that were missed there.

const random = new Random(11);
const secret = random.token(20);

function isFound(text: string): boolean {
  return searchCarrier(text, true, { budget: new Budget(1 << 20), own: null }) !== null;
}

describe('a credential in a text is found', () => {
  test.each([
    ['a parameter of PowerShell', `powershell -File setup.ps1 -AdminPassword ${secret} -Force`],
    ['an argument of a call', `import os\nclient = Client(api_key="${secret}")\n`],
    ['secrets of IPsec', `1.2.3.4 5.6.7.8 : PSK "${secret}"\n`],
    ['a share of Windows', `net use Z: \\\\fs\\share /user:example\\app ${secret}\n`],
    ['a user of RabbitMQ', `rabbitmqctl add_user app ${secret}\n`],
    ['a community of SNMP', `snmp-server community ${secret} RO\n`],
    ['a user of a router', `username admin privilege 15 secret ${secret}\n`],
    ['a policy of IKE', `set security ike policy p pre-shared-key ascii-text "${secret}"\n`],
    ['settings of LDAP', `binddn cn=app,dc=example\nbindpw ${secret}\n`],
    ['an item of DynamoDB', JSON.stringify({ id: { S: 'smtp' }, smtp_password: { S: secret } })],
    [
      'a file in base64 of cloud-init',
      `#cloud-config\n- encoding: b64\n  content: ${encoded(`A_PASSWORD=${secret}`)}\n`,
    ],
  ])('%s', (_, text) => {
    expect(isFound(text)).toBe(true);
    expect(isFound(text.replaceAll(secret, `$APP_SETTING`).replace(encoded(`A_PASSWORD=${secret}`), ''))).toBe(false);
  });

  test('a file of htpasswd', () => {
    expect(isFound(`admin:$apr1$${random.token(8)}$${random.token(22)}\n`)).toBe(true);
  });
});

describe('a connection with a password', () => {
  test.each([
    ['of Redis for .NET', `cache.example.com:6380,password=${secret},ssl=True,abortConnect=False`],
    ['of Oracle', `jdbc:oracle:thin:app/${secret}@db.example.com:1521:orcl`],
    ['through a socket', `postgres://app:${secret}@/orders?host=/cloudsql/example`],
    ['that is an address of Azure Functions', `https://app.azurewebsites.net/api/run?code=${random.token(54)}==`],
  ])('%s', (_, text) => {
    expect(connectionString.mayMatch(text) && connectionString.match(text) !== null).toBe(true);
  });

  test.each([
    'cache.example.com:6380,password=changeme,ssl=True',
    'jdbc:oracle:thin:@db.example.com:1521:orcl',
    `https://login.example.com/callback?code=${random.token(54)}`,
  ])('is none in %s', (text) => {
    expect(connectionString.mayMatch(text) && connectionString.match(text) !== null).toBe(false);
  });
});

describe('addresses that open something by themselves', () => {
  test.each([
    ['PagerDuty', `https://events.pagerduty.com/integration/${random.token(32).toLowerCase()}/enqueue`],
    ['Zapier', `https://hooks.zapier.com/hooks/catch/7418529/${random.token(8).toLowerCase()}/`],
    ['Telegram', `curl https://api.telegram.org/bot7418529630:AA${random.token(33)}/sendMessage`],
  ])('%s', (service, text) => {
    expect(serviceToken.match(text)?.service).toBe(service);
  });
});

test.each([
  'X-Origin-Verify',
  'APP_SECRET_V2',
  'AUTH_SALT',
  'CosmosKey',
  'CosmosDb__Key',
  'AUTH_BASIC',
  'CSRF_SIGNING_SECRET',
  'AIRTABLE_PAT',
  'encrypt',
  'x-functions-key',
])('%s promises a credential', (name) => {
  expect(credentialMeaning(name)).not.toBeNull();
});

test.each(['salt', 'csrf_token', 'basic', 'storage_encrypt', 'verify', 'email_verify', 'hash_salt'])(
  '%s promises none',
  (name) => {
    expect(credentialMeaning(name)).toBeNull();
  },
);

describe('a name of several', () => {
  test.each([
    ['passwords', 'app'],
    ['api_keys', 'partner'],
    ['query_keys', 'key'],
  ])('%s holds a credential under %s', (holder, member) => {
    expect(holdsCredentials(holder, member)).toBe(true);
  });

  test.each([
    ['secrets', 'arn'],
    ['api_keys', 'key_id'],
    ['secret_names', 'app'],
    ['keys', 'app'],
    ['ssh_public_keys', 'app'],
  ])('%s holds none under %s', (holder, member) => {
    expect(holdsCredentials(holder, member)).toBe(false);
  });
});

describe('a credential of digits alone', () => {
  test('a token may be a UUID, and a password a long number', () => {
    const uuid = ['9b2c41d7', '5e0f', '4a83', 'b6d1', '7c3e8f02a945'].join('-');
    expect(credentialValue('_authToken', uuid)).not.toBeNull();
    expect(credentialValue('REDIS_PASSWORD', '8472916350284')).not.toBeNull();
    expect(credentialValue('signing_key', uuid)).toBeNull();
    expect(credentialValue('DB_SECRET', `rds!db-${uuid}`)).toBeNull();
    expect(credentialValue('MAPBOX_TOKEN', `pk.eyJ1${random.token(40)}`)).toBeNull();
    expect(credentialValue('REDIS_PASSWORD', '1234567890')).toBeNull();
    expect(credentialValue('REDIS_PASSWORD', '0000000000')).toBeNull();
  });
});

function encoded(text: string): string {
  return Buffer.from(text).toString('base64');
}

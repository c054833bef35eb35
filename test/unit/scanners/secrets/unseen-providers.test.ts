import { describe, expect, test } from 'vitest';
import type { SecretCandidate } from '../../../../src/scanners/secrets/candidate.ts';
import { credentialMeaning } from '../../../../src/scanners/secrets/detectors/credential-name.ts';
import { credentialValue } from '../../../../src/scanners/secrets/detectors/credential-value.ts';
import { secretCandidatesProbe } from '../../../../src/scanners/secrets/probe.ts';
import { readState } from '../../../../src/state/read-state.ts';
import { Random } from '../../../support/random.ts';

// What states of 124 providers that nobody had looked at hid, and what was told there of what is no secret.

const random = new Random(7);
const secret = random.token(24);
const variable = ['$', '{var.password}'].join('');
const uuid = '0b7e5a3c-1d2f-4e68-9a4b-c5d6e7f80912';

async function toldIn(
  type: string,
  attributes: Record<string, unknown>,
  marked: readonly string[] = [],
): Promise<readonly string[]> {
  const sensitive_attributes = marked.map((value) => [{ type: 'get_attr', value }]);
  const instances = [{ schema_version: 0, attributes, sensitive_attributes }];
  const provider = 'provider["registry.terraform.io/example/example"]';
  const resources = [{ mode: 'managed', type, name: 'a', provider, instances }];
  const document = { version: 4, terraform_version: '1.0.8', serial: 1, lineage: uuid, outputs: {}, resources };
  const bytes = Buffer.from(JSON.stringify(document));
  const limits = { streamAbove: 1 << 26, largestValue: 1 << 24 };
  const reading = await readState({ bytes: bytes.length, chunks: [bytes] as never }, [secretCandidatesProbe], limits);
  if (reading.damage !== null) throw new Error(JSON.stringify(reading.damage));
  const candidates = reading.results.get(secretCandidatesProbe) as readonly SecretCandidate[];
  return candidates.map(({ path }) => path);
}

describe('a name promises', () => {
  test.each([
    ['pre_shared_key', 'password'],
    ['presharedKey', 'password'],
    ['pre_share_key', 'password'],
    ['shared_secret', 'password'],
    ['password_confirmation', 'password'],
    ['secret_content', 'secret'],
    ['totp', 'secret'],
    ['ssh_key_unlock', 'password'],
    ['ipsecpsk', 'password'],
    ['tacacs_key', 'key'],
    ['radius_secret', 'password'],
    ['chapSecret', 'password'],
    ['kubeadm_certificate_key', 'key'],
    ['certificate_key_type', null],
    ['mot_de_passe', 'password'],
    ['vpn_psks', 'password'],
    ['NEWSAPI_KEY', 'key'],
    ['WANDB_KEY', 'key'],
    ['tacacs_secret_name', null],
    ['shape_key', null],
    ['registration_key', 'key'],
    ['provisioningKey', 'key'],
    ['secret_values', 'secret'],
    ['registration_key_id', null],
    ['auto_unlock', null],
    ['wpapsk_mode', null],
    ['integration_key', 'key'],
    ['SENTRY_KEY', null],
    ['fortitoken', null],
    ['password_confirmation_url', null],
    ['shared_secret_name', null],
  ])('%s: %s', (name, meaning) => {
    expect(credentialMeaning(name)).toBe(meaning);
  });
});

describe('a value is a credential', () => {
  test.each([
    ['groups that a password manager made', 'webhook_secret', 'KX2LcH-iRa0rK-mEm3Oj'],
    ['signs between the letters, without a digit', 'api_key', 'qANsDcb]vTQn=-A@iWxO='],
    ['words that somebody chose, with a year', 'client_secret', 'WalnutVelvet1939'],
    ['words between two sides', 'pre_shared_key', 'River-orbit-glacier05'],
    ['a UUID, as services make such keys', 'integration_key', uuid],
    ['a UUID under a name in one word', 'apikey', uuid],
    ['words with dashes that somebody chose', 'webhook_secret', 'Walnut-thunder-anchor45'],
    ['words that somebody chose for a token', 'deploy_token', 'VelvetRiver91'],
    ['a seed of one-time passwords', 'totp', 'KSHLNE5V3RKOTUOTTT6TWLA4MMHUIUSI'],
  ])('%s', (_, name, value) => {
    expect(credentialValue(name, value)).toMatchObject({ hashed: false });
  });

  test.each([
    ['groups of words', 'webhook_secret', 'orders-events-queues'],
    ['groups of small letters', 'webhook_secret', 'prod-eu01-db02-main'],
    ['an expression', 'api_key', 'name=orders,tier=backend;env=prod'],
    ['words of names, with a number', 'client_secret', 'OrdersClientSecret01'],
    ['one word, with a number', 'client_secret', 'Orders2024'],
    ['a name with a number', 'client_secret', 'orders-events-queue45'],
    ['a name of a service with a number', 'client_secret', 'Orders-service-queue45'],
    ['the sum of a key', 'private_key', random.hex(40)],
    ['an id of Oracle', 'access_token', `ocid1.vaultsecret.oc1.eu-frankfurt-1.${random.hex(60)}`],
  ])('or is none: %s', (_, name, value) => {
    expect(credentialValue(name, value)).toBeNull();
  });

  test('of which the provider keeps the sum', () => {
    expect(credentialValue('plaintext_password', random.hex(64))).toEqual({ meaning: 'password', hashed: true });
    expect(credentialValue('root_password', random.hex(64))).toEqual({ meaning: 'password', hashed: false });
  });
});

describe('a sign of a template', () => {
  test.each(['fT9#{kq2Wn8:bLx5', '$k9Wq2!mZ4xTb7Rd', 'a7%{Lq2<%9mWz4xT', 'Zk4{{pW9qm2xTb7R'])(
    'is no reference in a password: %s',
    (value) => {
      expect(credentialValue('admin_password', value)).not.toBeNull();
    },
  );

  test.each(['$DB_PASSWORD', variable, '{{ db.password }}', '$(get-password)', '$[variables.a]', '$__file{/a}'])(
    'stands for one: %s',
    (value) => {
      expect(credentialValue('admin_password', value)).toBeNull();
    },
  );
});

describe('the type of a resource', () => {
  test.each([
    ['names its key', 'example_api_token', 'key'],
    ['names its value', 'example_static_secret', 'value'],
    ['is a key of the provider', 'example_key', 'key'],
    ['is a server that shares its key', 'example_tacacs_server', 'key'],
    ['is one by its protocol', 'example_user_radius', 'key'],
    ['is a key that is kept elsewhere too', 'example_kms_generated_key', 'plaintext'],
  ])('%s', async (_, type, member) => {
    expect(await toldIn(type, { [member]: secret })).toEqual([member]);
  });

  test.each([
    ['is no credential', 'example_bucket_object', { key: secret }],
    ['is a secret, whose key is its name', 'example_secret', { key: secret }],
    ['has a key of two halves', 'example_api_key', { key: random.token(20), secret: '' }],
    ['has a public key', 'example_deploy_key', { key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI' }],
    ['names another member', 'example_api_token', { description: secret }],
    ['is a server with a note', 'example_radius_server', { value: secret }],
    ['is a message', 'example_queue_message', { payload: secret }],
  ])('%s', async (_, type, attributes) => {
    expect(await toldIn(type, attributes)).toEqual([]);
  });
});

test('the id of a consumer is told of nobody who has its secret beside it', async () => {
  const halves = { consumer_key: random.token(24), consumer_secret: secret };
  expect(await toldIn('example_source', halves)).toEqual(['consumer_secret']);
  expect(await toldIn('example_source', { consumer_key: secret })).toEqual(['consumer_key']);
  expect(await toldIn('example_source', { consumer_key: secret, consumer_secret: null })).toEqual([]);
  const duo = { integration_key: 'DI5S8FXI2HQB72PUDKXS', secret_key: secret };
  expect(await toldIn('example_source', duo)).toEqual(['secret_key']);
});

test('a command after settings of its own is searched for them', async () => {
  expect(await toldIn('example_job', { run: `PGPASSWORD=${secret} psql -h db.example.com` })).toHaveLength(1);
  expect(await toldIn('example_job', { run: `PGAPPNAME=${secret} psql -h db.example.com` })).toEqual([]);
});

test('an entry that says only which one it is has the name of what holds it', async () => {
  expect(await toldIn('example_vault', { secret_content: [{ name: 'v1', content: secret }] })).toHaveLength(1);
  expect(await toldIn('example_vault', { secret_content: [{ name: 'commit', content: secret }] })).toEqual([]);
});

describe('what a provider declares sensitive is none where it', () => {
  test.each([
    ['is masked', 'example', { password: '********' }],
    ['is masked with a word', 'example', { password: '<REDACTED>' }],
    ['is to be replaced', 'example', { password: 'REPLACE_ME' }],
    ['is a variable of the shell', 'example', { password: '$ORDERS_TOKEN' }],
    ['was hidden by the program', 'example', { password: '(sensitive value)' }],
  ])('%s', async (_, name, attributes) => {
    expect(await toldIn('digitalocean_database_user', { name, ...attributes })).toEqual([]);
  });

  test('and is one where it only begins like a variable, or is weak', async () => {
    for (const password of ['$Sunf1ower', 'password', 'xxl']) {
      expect(await toldIn('digitalocean_database_user', { password })).toEqual(['password']);
    }
  });

  test('is a block of public things, whose credentials are kept elsewhere', async () => {
    const cluster_ca_certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    const block = { host: 'https://k8s.example.com', cluster_ca_certificate, token: null };
    expect(await toldIn('scaleway_k8s_cluster', { kubeconfig: [block] })).toEqual([]);
    const reference = { ...block, token: 'op://infra/k8s/credential' };
    expect(await toldIn('scaleway_k8s_cluster', { kubeconfig: [reference] })).toEqual([]);
    expect(await toldIn('scaleway_k8s_cluster', { kubeconfig: [{ ...block, token: secret }] })).toHaveLength(1);
  });
});

test('the id of a resource does not name its attributes', async () => {
  expect(await toldIn('gitlab_repository_file', { id: '12:main:client_secret', content: random.token(24) })).toEqual(
    [],
  );
});

describe('what the state marks is none where it', () => {
  const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
  test.each([
    ['is public', { ca: certificate }, ['ca']],
    ['is a block of public things', { ca: [{ host: 'db', pem: certificate }] }, ['ca']],
    ['stands for a secret that is kept elsewhere', { password: 'op://infra/db/password' }, ['password']],
    ['is masked', { password: '********' }, ['password']],
    ['is an id', { client_id: uuid }, ['client_id']],
    ['is the half of a key that is its id', { access_key: random.token(20), secret_key: variable }, ['access_key']],
  ])('%s', async (_, attributes, marked) => {
    expect(await toldIn('example_database', attributes, marked)).toEqual([]);
  });

  test('and is told all the same where it is anything else', async () => {
    const attributes = { user: 'app', region: 'eu', pin: 'password' };
    expect(await toldIn('example_database', attributes, ['user', 'region', 'pin'])).toEqual(['user', 'region', 'pin']);
  });
});

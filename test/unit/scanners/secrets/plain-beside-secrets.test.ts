import { describe, expect, test } from 'vitest';
import type { SecretCandidate } from '../../../../src/scanners/secrets/candidate.ts';
import { credentialValue } from '../../../../src/scanners/secrets/detectors/credential-value.ts';
import { isPlaceholder } from '../../../../src/scanners/secrets/detectors/detector.ts';
import { secretCandidatesProbe } from '../../../../src/scanners/secrets/probe.ts';
import { readState } from '../../../../src/state/read-state.ts';
import { Random } from '../../../support/random.ts';

// What stands where secrets do and is none, and secrets that look as if they were none.

const random = new Random(11);
const secret = random.token(24);

async function toldIn(type: string, attributes: object, marked: readonly string[] = []): Promise<readonly string[]> {
  const sensitive_attributes = marked.map((value) => [{ type: 'get_attr', value }]);
  const instances = [{ schema_version: 0, attributes, sensitive_attributes }];
  const provider = 'provider["registry.terraform.io/example/example"]';
  const resources = [{ mode: 'managed', type, name: 'a', provider, instances }];
  const lineage = '0b7e5a3c-1d2f-4e68-9a4b-c5d6e7f80912';
  const document = { version: 4, terraform_version: '1.9.8', serial: 1, lineage, outputs: {}, resources };
  const bytes = Buffer.from(JSON.stringify(document));
  const limits = { streamAbove: 1 << 26, largestValue: 1 << 24 };
  const reading = await readState({ bytes: bytes.length, chunks: [bytes] as never }, [secretCandidatesProbe], limits);
  if (reading.damage !== null) throw new Error(JSON.stringify(reading.damage));
  return (reading.results.get(secretCandidatesProbe) as readonly SecretCandidate[]).map(({ path }) => path);
}

describe('a random password that begins like a template is a password', () => {
  test.each([
    ['a printf pattern', '%s0KVt4Q9xk2cIF'],
    ['one and a sign', '%s!0KVt4Q9xk2cIF'],
    ['a named one', '%(f4e!K8GamCm06rec9'],
    ['a shell variable', '$xkv0cIFSO4KVt4'],
    ['a shell variable with a dash', '$al5qAdTPC6r-Zgk'],
    ['a block', '${q7KVt4Q9xk2cIF'],
  ])('%s', (_what, value) => {
    expect(credentialValue('password', value)).not.toBeNull();
  });

  test.each([
    '%s',
    '%s:%s@tcp(%s)/app',
    '%(db_password)s',
    '%{DB_PASSWORD}',
    '$abc',
    '$DATABASE_PASSWORD_2024',
    '$sqlAdminPwdV2',
    '$db_host:5432',
    `\${var.k8s_token_4f7a9b2c8d}`,
    '$(openssl',
    '{{ .Values.db.password }}',
  ])('%j is a template', (value) => {
    expect(isPlaceholder(value)).toBe(true);
  });
});

describe('a key with its other half is an id', () => {
  test.each([
    ['api_key', 'api_secret'],
    ['kafka_api_key', 'kafka_api_secret'],
  ])('%s beside %s', async (id, other) => {
    expect(await toldIn('example_account', { [id]: 'QX4HZ7LMT2WK9PDR', [other]: secret })).toEqual([other]);
  });

  test('not without it', async () => {
    expect(await toldIn('example_account', { api_key: secret })).toEqual(['api_key']);
  });
});

describe('of a block that is marked', () => {
  test.each([
    ['a mask', { username: 'app', password: '********' }],
    ['one that was taken out', { user: 'app', token: '<REDACTED>', host: 'db.example.com', tls: true }],
    [
      'several of them',
      [
        { name: 'app', secret: '${'.concat('var.one}') },
        { name: 'web', secret: 'xxxxxxxx' },
      ],
    ],
  ])('nothing is told where its only secret is %s', async (_what, login) => {
    expect(await toldIn('example_server', { login }, ['login'])).toEqual([]);
  });

  test.each([
    ['a secret beside a mask', { password: '********', recovery: secret }],
    ['a number', { password: '********', pin: 482913 }],
    ['nothing that is masked', { username: 'app', word: 'apricot-dawn' }],
  ])('all is told where it holds %s', async (_what, login) => {
    expect(await toldIn('example_server', { login }, ['login'])).not.toEqual([]);
  });
});

describe('a field of 1Password', () => {
  const item = (field: object) => ({ section: [{ field: [field] }] });

  test.each([
    ['a host', { label: 'host', type: 'STRING', value: 'db.example.com' }],
    ['a name', { label: 'owner', type: 'STRING', value: 'Jane Doe' }],
    ['a region', { label: 'region', type: 'STRING', value: 'eu-west-1' }],
  ])('that is text says nothing of %s', async (_what, field) => {
    expect(await toldIn('onepassword_item', item(field))).toEqual([]);
  });

  test.each([
    ['a random text', { label: 'more', type: 'STRING', value: secret }],
    ['what somebody chose', { label: 'host', type: 'STRING', value: 'Summer2024!x' }],
    ['a credential by its label', { label: 'api token', type: 'STRING', value: 'Jane Doe' }],
    ['a PIN', { label: 'door pin', type: 'STRING', value: '4829' }],
    ['what is concealed', { label: 'host', type: 'CONCEALED', value: 'Jane Doe' }],
  ])('is told of where it is %s', async (_what, field) => {
    expect(await toldIn('onepassword_item', item(field))).toHaveLength(1);
  });
});

test.each([
  ['passplain', 'Willow9996!'],
  ['radkey', random.token(32)],
])('%s is a credential', (name, value) => {
  expect(credentialValue(name, value)).not.toBeNull();
});
test.each(['is_passplain_set', 'radkey_name', 'explain'])('%s is none', (name) => {
  expect(credentialValue(name, 'Willow9996!')).toBeNull();
});

describe('a secret is told by what holds it', () => {
  const chosen = 'Meadow-river-tunnel29';

  test.each([
    ['the key of a RADIUS server', 'example_group', { radius_servers: [{ hostname: '10.1.1.1', key: chosen }] }],
    ['the key of a TACACS provider', 'example_tacacs_provider', { host: '10.1.1.1', key: chosen }],
    ['the key of a wireless network', 'example_wifi', { ssid: 'Home', key: chosen }],
    ['the plain form of a secret', 'example_credential', { secret: [{ plain: secret, encrypted: '' }] }],
    ['a key that is shared before', 'example_gateway', { pre_shared_key: { key: chosen } }],
    ['a header by its key', 'example_hook', { headers: [{ header_key: 'X-Auth', header_value: secret }] }],
    ['the text of an access key', 'example_access_key', { cleartext: secret }],
    ['the data of a secret', 'example_secret', { data: secret, name: 'db' }],
    ['a header in a list', 'example_check', { headers: ['Accept: text/html', `Authorization: Bearer ${secret}`] }],
    ['a token with its scheme under any name', 'example_target', { to: `Bearer ${secret}` }],
    ['a community for reading', 'example_device', { snmp_ro_community: 'n7HQy4Hzm' }],
    ['a key that checks messages', 'example_device', { message_authenticator_code_key: secret }],
    ['a password for reading', 'example_zone', { password_readonly: chosen }],
    ['a security key', 'example_zone', { zone_security_key: '226d576d-7d00-40ac-a34f-c6df03e52868' }],
    [
      'a build hook',
      'example_hook',
      { url: ['https://api.netlify.com/build_', 'hooks/', '5c23354f454e1350f8543e78'].join('') },
    ],
  ])('%s', async (_what, type, attributes) => {
    expect(await toldIn(type, attributes)).toHaveLength(1);
  });

  test.each([
    ['a key of a list that is no server', 'example_group', { radius_attributes: [{ key: 'Framed-IP-Netmask' }] }],
    ['the key of what a secret is kept with', 'example_gateway', { secret: { key: 'password-of-orders' } }],
    [
      'the public half of a key',
      'example_device',
      { ssh_key: [{ name: 'ops', type: 'ssh-rsa', key: random.token(200) }] },
    ],
    ['a header that is none', 'example_hook', { headers: [{ header_key: 'X-Request-Source', header_value: chosen }] }],
    ['the id of a RADIUS server', 'example_radius_server', { key_id: 'primary-2024', name: 'ise-1' }],
    ['a key of a map beside no network', 'example_wifi', { key: chosen }],
    ['the plain form of no credential', 'example_body', { text: [{ plain: secret }] }],
    ['data of what is no secret', 'example_config', { data: chosen }],
    [
      'a header without a token',
      'example_check',
      { headers: [['Authorization: Bearer $', '{TOKEN}'].join(''), 'Bearer tokens expire'] },
    ],
    ['whether a password is read-only', 'example_zone', { password_readonly: 'true' }],
    ['a community of networks', 'example_policy', { community: '65000:100', bgp_community: 'no-export-subconfed' }],
    ['the id of a security key', 'example_zone', { security_key_id: '226d576d-7d00-40ac-a34f-c6df03e52868' }],
  ])('not %s', async (_what, type, attributes) => {
    expect(await toldIn(type, attributes)).toEqual([]);
  });
});

test.each([
  ['of Azure', `https://kv.vault.azure.net/keys/orders/${'4f7a9b2c'.repeat(4)}`],
  ['of Google Cloud', 'projects/orders/locations/eu/keyRings/main/cryptoKeys/state/cryptoKeyVersions/1'],
])('the name of a key %s is no secret, though it is marked', async (_what, key) => {
  expect(await toldIn('example_encryption', { key_identifier: key }, ['key_identifier'])).toEqual([]);
});

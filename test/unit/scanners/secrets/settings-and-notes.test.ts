import { describe, expect, test } from 'vitest';
import type { SecretCandidate } from '../../../../src/scanners/secrets/candidate.ts';
import { Budget } from '../../../../src/scanners/secrets/carriers/budget.ts';
import { loadKnownLines } from '../../../../src/scanners/secrets/carriers/known-lines.ts';
import { searchCarrier } from '../../../../src/scanners/secrets/carriers/search.ts';
import { credentialMeaning } from '../../../../src/scanners/secrets/detectors/credential-name.ts';
import { credentialValue } from '../../../../src/scanners/secrets/detectors/credential-value.ts';
import { isNoSecret } from '../../../../src/scanners/secrets/detectors/no-secret.ts';
import { secretCandidatesProbe } from '../../../../src/scanners/secrets/probe.ts';
import { readState } from '../../../../src/state/read-state.ts';
import { Random } from '../../../support/random.ts';

await loadKnownLines();

// Credentials in settings of servers and proxies, in headers, and in what people noted; as states of unseen estates had them.

const random = new Random(29);
const secret = random.token(20);
const uuid = ['9b2c41d7', '5e0f', '4a83', 'b6d1', '7c3e8f02a945'].join('-');
const limits = { streamAbove: 1 << 26, largestValue: 1 << 24 };

/** Places of an instance's attributes in which secrets are told. */
async function placesIn(type: string, attributes: object): Promise<readonly string[]> {
  const instances = [{ schema_version: 0, attributes }];
  const resources = [{ mode: 'managed', type, name: 'a', provider: 'provider["example.com/a/b"]', instances }];
  const bytes = Buffer.from(
    JSON.stringify({ version: 4, terraform_version: '1.5.7', serial: 1, lineage: 'a', resources }),
  );
  const reading = await readState({ bytes: bytes.length, chunks: [bytes] as never }, [secretCandidatesProbe], limits);
  if (reading.damage !== null) throw new Error(JSON.stringify(reading.damage));
  const candidates = reading.results.get(secretCandidatesProbe) as readonly SecretCandidate[];
  return candidates.map(({ path }) => path);
}

function isFound(text: string): boolean {
  return searchCarrier(text, true, { budget: new Budget(1 << 20), own: null }) !== null;
}

describe('a credential in settings is found, and its stand-in is not', () => {
  test.each([
    ['a header of nginx', `proxy_set_header X-Internal-Key "${secret}";`],
    ['a header of Apache', `RequestHeader set X-Api-Key "${secret}"`],
    ['a header of HAProxy', `frontend a\n  http-request set-header X-Origin-Token ${secret}\n`],
    ['users of PgBouncer', `"app" "${secret}"\n`],
    ['secrets of PPP', `client * "${secret}" *\n`],
    ['a user of SNMP', `createUser monitor SHA "${secret}" AES "${secret}"\n`],
    ['a password of netrc', `machine api.example.com\n  login app\n  password ${secret}\n`],
    ['a setting of Ruby', `gitlab_rails['smtp_enable'] = true\ngitlab_rails['smtp_password'] = "${secret}"\n`],
    ['a setting of PHP', `<?php\n$config['db_password'] = '${secret}';\n`],
    ['a client of MySQL in quotes', `until mysql -h db -uroot -p'${secret}' -e 'select 1'; do sleep 1; done`],
    ['a document that was encoded twice', JSON.stringify(JSON.stringify({ db: { password: secret } }))],
    ['a key of an account of Azure', JSON.stringify({ keys: [{ keyName: 'key1', value: secret.repeat(3) }] })],
    ['a parameter of a pipeline', JSON.stringify([{ id: '*rdsPassword', string_value: secret }])],
    ['a scheme with its parameter', JSON.stringify({ authorization: { scheme: 'Bearer', parameter: secret } })],
  ])('%s', (_, text) => {
    expect(isFound(text)).toBe(true);
    expect(isFound(text.replaceAll(secret, '$APP_SETTING'))).toBe(false);
  });

  test.each([
    [
      'in code',
      (header: string) => `function handler(event) {\n  var expected = '${header}';\n  return expected;\n}\n`,
    ],
    ['in a policy', (header: string) => `<set-header name="Authorization"><value>${header}</value></set-header>`],
    ['in a line', (header: string) => `curl -H "Authorization: ${header}" https://example.com`],
  ])('a user and a password in base64 %s', (_, around) => {
    expect(isFound(around(`Basic ${Buffer.from(`app:${secret}`).toString('base64')}`))).toBe(true);
    expect(isFound(around('Basic realm'))).toBe(false);
    expect(isFound(around(`Basic ${Buffer.from('app:changeme').toString('base64')}`))).toBe(false);
  });

  test.each([
    'server { listen 443 ssl; ssl_certificate_key /etc/nginx/tls.key; proxy_set_header Host "example.com"; }',
    '"app" "orders"\n',
    'proxy_set_header Authorization $http_authorization;',
  ])('%j holds none', (text) => {
    expect(isFound(text)).toBe(false);
  });
});

describe('a line of any attribute', () => {
  test.each([
    ['a header in a list of them', { headers: [`X-Origin-Token: ${secret}`] }, 'headers[0]'],
    ['what somebody noted', { tags: { note: 'initial password: Walnut-2014' } }, 'tags.note'],
    ['a share of Windows', { source: [{ script: `net use Z: \\\\fs\\a /user:app ${secret}\n` }] }, 'source[0].script'],
    ['a snippet of nginx', { labels: { snippet: `proxy_set_header X-Key-Token "${secret}";` } }, 'labels.snippet'],
  ])('%s', async (_, attributes, path) => {
    const places = await placesIn('example_thing', attributes);
    expect(places.map((place) => place.split(' ')[0])).toEqual([path]);
  });

  test.each([
    { headers: ['X-Client-Region: eu-west-1', 'X-Origin-Token: {client_token}', 'Authorization: Basic'] },
    { tags: { note: 'password: see-the-vault', other: 'Secret: rotated quarterly', more: 'token: opaque' } },
    { tags: { note: 'Where to reset a password: https://example.com/reset' } },
    { labels: { snippet: 'proxy_set_header X-Forwarded-Proto https;', command: 'curl -u $USER:$PASSWORD https://a' } },
  ])('%j holds none', async (attributes) => {
    expect(await placesIn('example_thing', attributes)).toEqual([]);
  });
});

test('the header that a listener asks for', async () => {
  const rule = (name: string, value: string) => ({
    condition: [{ http_header: [{ http_header_name: name, values: [value] }], values: [value] }],
  });
  expect(await placesIn('aws_lb_listener_rule', rule('X-Origin-Verify', secret))).toEqual([
    'condition[0].http_header[0].values[0]',
  ]);
  expect(await placesIn('aws_lb_listener_rule', rule('User-Agent', secret))).toEqual([]);
  expect(await placesIn('aws_lb_listener_rule', rule('X-Origin-Verify', '*'))).toEqual([]);
});

describe('what a provider declares', () => {
  test.each([
    [
      'a name beside its value',
      'azurerm_virtual_machine_run_command',
      { protected_parameter: [{ name: 'a', value: '' }] },
    ],
    ['an accessor', 'vault_token', { wrapping_accessor: secret }],
    ['an id that proves a domain', 'azurerm_linux_web_app', { custom_domain_verification_id: 'A8F5'.repeat(16) }],
    [
      'a header that is said to be plain',
      'aws_cloudwatch_event_connection',
      {
        auth_parameters: [
          { invocation_http_parameters: [{ header: [{ key: 'a', value: 'b', is_value_secret: false }] }] },
        ],
      },
    ],
    [
      'a parameter that is no secure one',
      'aws_ssm_parameter',
      { name: '/a/region', type: 'String', value: 'eu-west-1' },
    ],
    [
      'an address of a server',
      'github_repository_webhook',
      { configuration: [{ url: 'https://ci.example.com/github-webhook/', secret: null }] },
    ],
    ['a mask', 'azurerm_windows_virtual_machine', { admin_password: '<set by the pipeline>' }],
    [
      'settings that say where their secret is kept',
      'aws_glue_connection',
      { connection_properties: { JDBC_CONNECTION_URL: 'jdbc:postgresql://db.example.com/a', SECRET_ID: 'prod/db' } },
    ],
  ])('is none this time: %s', async (_, type, attributes) => {
    expect(await placesIn(type, attributes)).toEqual([]);
  });

  test.each([
    ['a weak password', { JDBC_CONNECTION_URL: 'jdbc:postgresql://db.example.com/a', PASSWORD: 'x' }],
    ['an address with a password', { JDBC_CONNECTION_URL: `jdbc:postgresql://a:${secret}@db.example.com/a` }],
  ])('is one: settings with %s', async (_, connection_properties) => {
    expect(await placesIn('aws_glue_connection', { connection_properties })).not.toEqual([]);
  });

  test('is one where it is XML', async () => {
    const additional_unattend_content = [
      { setting: 'AutoLogon', content: `<AutoLogon><Value>${secret}</Value></AutoLogon>` },
    ];
    expect(await placesIn('azurerm_windows_virtual_machine', { additional_unattend_content })).not.toEqual([]);
  });

  test('is told by its name, whatever words that name has', async () => {
    const source = [{ password: secret, url: 'https://example.com/a.git' }];
    expect(await placesIn('aws_opsworks_stack', { custom_cookbooks_source: source })).toEqual([
      'custom_cookbooks_source[0].password',
    ]);
  });
});

describe('a credential that is a UUID', () => {
  test.each(['REDIS_AUTH', 'auth_string', 'x-origin-secret', 'WEBHOOK_SECRET', 'AVP_SECRET_ID', 'vault_secret_id'])(
    'under %s',
    (name) => {
      expect(credentialValue(name, uuid)).not.toBeNull();
    },
  );

  test.each(['secret_id', 'ROLE_ID', 'password_id', 'secret', 'key', 'auth_mode_id'])('is an id under %s', (name) => {
    expect(credentialValue(name, uuid)).toBeNull();
  });
});

test('an API key in netrc may be a UUID', () => {
  expect(isFound(`machine api.example.com\n  login app\n  password ${uuid}\n`)).toBe(true);
});

test.each(['checksum/secret', 'CHECKSUM_TOKEN', 'secret_id', 'aws_secret_id', 'internal'])(
  '%s promises none',
  (name) => {
    expect(credentialMeaning(name)).toBeNull();
  },
);

describe('no secret', () => {
  test.each([
    "@parameters('password')",
    "@{variables('token')}",
    "[parameters('adminPassword')]",
    "[listKeys(resourceId('Microsoft.Storage/storageAccounts', 'a'), '2023-01-01').keys[0].value]",
    '{COQLCE6DU6GtcS5P=}',
  ])('is %s', (text) => {
    expect(isNoSecret(text)).toBe(true);
  });

  test.each([`@${secret}`, `[${secret}]`, `{${secret}}`, `@body${secret}`])('may be in %s', (text) => {
    expect(isNoSecret(text)).toBe(false);
  });
});

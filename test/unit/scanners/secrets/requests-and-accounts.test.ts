import { describe, expect, test } from 'vitest';
import { Budget } from '../../../../src/scanners/secrets/carriers/budget.ts';
import { loadKnownLines } from '../../../../src/scanners/secrets/carriers/known-lines.ts';
import { leavesOf } from '../../../../src/scanners/secrets/carriers/leaves.ts';
import { searchCarrier } from '../../../../src/scanners/secrets/carriers/search.ts';
import { connectionString } from '../../../../src/scanners/secrets/detectors/connection-string.ts';
import { credentialValue } from '../../../../src/scanners/secrets/detectors/credential-value.ts';
import { Random } from '../../../support/random.ts';

await loadKnownLines();

// Credentials that requests are held against, addresses of accounts, and lists of secrets with names that promise nothing.

const random = new Random(31);
const secret = random.token(20);
const uuid = ['9b2c41d7', '5e0f', '4a83', 'b6d1', '7c3e8f02a945'].join('-');

function isFound(text: string): boolean {
  return searchCarrier(text, true, { budget: new Budget(1 << 20), own: null }) !== null;
}

/** Names that the values of a document go by. */
function namesIn(document: unknown): readonly (string | null)[] {
  return [...leavesOf(document)].filter(({ text }) => text === secret).map(({ name }) => name);
}

describe('a credential is found, and its stand-in is not', () => {
  test.each([
    ['what Fastly holds a request against', `if (req.http.X-Secret != "${secret}") { error 403; }`],
    ['what Cloud Armor holds it against', `request.headers['x-origin-secret'] != '${secret}'`],
    ['what a script holds it against', `#!/bin/sh\nif [ "$TOKEN" = "x" ]; then exit; fi\napi_token == "${secret}"\n`],
    ['variables of Supervisor', `[program:a]\ncommand=/a\nenvironment=SECRET_TOKEN="${secret}",MODE="p"\n`],
    ['a passphrase of OpenSSL', `openssl enc -aes-256-cbc -k ${secret} -in a`],
    ['a passphrase of OpenSSL by its kind', `openssl rsa -in a.key -passin pass:${secret}`],
    ['a secret of GitHub', `gh secret set DEPLOY_TOKEN --body ${secret}`],
    ['a document without the quotes around it', `{\\"password\\":\\"${secret}\\"}`],
    ['a name with its type, in Python', `API_TOKEN: str = "${secret}"\n`],
    ['a name with its type, in TypeScript', `export const apiToken: string = '${secret}';\nrun();\n`],
    ['a string that is said to be secure', JSON.stringify({ type: 'SecureString', defaultValue: secret })],
    ['a header under a name of its own', `secureJsonData:\n  httpHeaderValue1: Bearer ${secret}\n`],
    ['a passphrase of SSH', `ssh-keygen -t rsa -N ${secret} -f key`],
    ['a text in three quotes', `[[servers]]\nbind_dn = "cn=a"\nbind_password = """${secret}"""\n`],
    ['one of several', `tokens:\n  ci: ${secret}\n`],
    ['the key in a list of credentials', `keyauth_credentials:\n- key: ${secret}\n`],
    ['the key of what holds it', JSON.stringify({ Jwt: { Key: secret, Issuer: 'example' } })],
    ['a default of CloudFormation', `Parameters:\n  DbPassword:\n    Type: String\n    Default: ${secret}\n`],
    ['a secret in a list of them', JSON.stringify({ secrets: [{ name: 'db', value: secret }] })],
  ])('%s', (_, text) => {
    expect(isFound(text)).toBe(true);
    expect(isFound(text.replaceAll(secret, '$APP_SETTING'))).toBe(false);
  });

  test('the second half of AppRole on a command line', () => {
    const command = `vault write auth/approle/login role_id=${uuid} secret_id=`;
    expect(isFound(`${command}${uuid}`)).toBe(true);
    expect(isFound(`${command}$SECRET_ID`)).toBe(false);
    expect(isFound(`aws secretsmanager get-secret-value secret_id=${uuid}`)).toBe(false);
  });
});

describe('what a value goes by', () => {
  test.each([
    [
      'the header that a firewall looks into',
      { search_string: secret, field_to_match: [{ single_header: [{ name: 'x-a' }] }] },
      'x-a',
    ],
    ['the type of the key', { key_type: 'API_KEY', value: secret }, 'api key'],
    ['what holds it, in the adapter of Keycloak', { credentials: { secret } }, 'client_secret'],
    ['the list that it is in', { secrets: [{ name: 'db', value: secret }] }, 'secrets'],
    ['its own name, where that promises one', { secrets: [{ name: 'api-key', value: secret }] }, 'api-key'],
    ['the name beside it elsewhere', { settings: [{ name: 'db', value: secret }] }, 'db'],
    ['what holds the key', { api: { key: secret } }, 'api_key'],
    ['its own name where what holds it is a place', { s3: { key: secret } }, 'key'],
    ['its own name, where that is about one', { tokens: { name: secret } }, 'name'],
    ['the name above it', { password: { type: 'String', default: secret } }, 'password'],
  ])('%s', (_, document, name) => {
    expect(namesIn(document)).toEqual([name]);
  });
});

describe('an address of an account', () => {
  test.each([
    `etl:${secret}1a@example-eu/prod/public?warehouse=small`,
    `app/${secret}1a@//db.example.com:1521/orcl`,
    `app/${secret}1a@db.example.com:1521/orcl`,
  ])('%s', (text) => {
    expect(connectionString.mayMatch(text) && connectionString.match(text) !== null).toBe(true);
  });

  test.each([
    'registry.example.com/app@sha256:a8f5f167/layer',
    'git@example.com:team/app.git',
    'user:changeme1@example-eu/prod',
    'app/orders@db.example.com:1521/orcl',
    'npm:@example/app@1.2.3/dist',
  ])('is not %s', (text) => {
    expect(connectionString.mayMatch(text) && connectionString.match(text) !== null).toBe(false);
  });
});

test('a key of a license', () => {
  expect(credentialValue('license_key', ['8SWJ5', '0SG52', '5MG1Z', 'Y5XSS', 'JE93Q'].join('-'))).not.toBeNull();
  expect(credentialValue('license_key', ['00000', '00000', '00000', '00000', '00000'].join('-'))).toBeNull();
});

test('a name that ends with its encoding', () => {
  expect(credentialValue('admin_password_b64', Buffer.from(secret).toString('base64'))).not.toBeNull();
});

describe('a key of a service', () => {
  test.each(['AIRTABLE_KEY', 'EventGridKey', 'AzureOpenAI__Key', 'NEW_RELIC_KEY', 'mailjetKey', 'ApiManagementKey'])(
    '%s',
    (name) => {
      expect(credentialValue(name, secret)).not.toBeNull();
    },
  );

  test.each(['GRID_KEY', 'table_key', 'EventKey', 'newKey'])('is none under %s', (name) => {
    expect(credentialValue(name, secret)).toBeNull();
  });
});

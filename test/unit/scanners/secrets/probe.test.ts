import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SecretCandidate } from '../../../../src/scanners/secrets/candidate.ts';
import { secretCandidatesProbe } from '../../../../src/scanners/secrets/probe.ts';
import { readState } from '../../../../src/state/read-state.ts';
import { fakeKeyId, fakePem, fakeSecretKey } from '../../../support/fake-secrets.ts';
import { fakeTokenOf } from '../../../support/fake-tokens.ts';
import { secretForms } from '../../../support/secret-forms.ts';

const limits = { streamAbove: 1 << 26, largestValue: 1 << 24 };
const password = ['not', 'a', 'real', 'password'].join('-');

async function candidatesIn(document: unknown): Promise<readonly SecretCandidate[]> {
  const bytes = Buffer.from(JSON.stringify(document));
  const reading = await readState({ bytes: bytes.length, chunks: [bytes] as never }, [secretCandidatesProbe], limits);
  if (reading.damage !== null) throw new Error(JSON.stringify(reading.damage));
  return reading.results.get(secretCandidatesProbe) as readonly SecretCandidate[];
}

interface Made {
  readonly type?: string;
  readonly mode?: 'managed' | 'data';
  readonly marks?: readonly unknown[];
  readonly outputs?: Record<string, unknown>;
  readonly members?: Record<string, unknown>;
}

function state(attributes: Record<string, unknown>, { type = 'null_resource', mode = 'managed', ...made }: Made = {}) {
  return {
    version: 4,
    terraform_version: '1.11.4',
    serial: 1,
    lineage: '3f8a2c5e-6f0b-4a57-9a55-2f6f0d1f8c11',
    outputs: made.outputs ?? {},
    resources: [
      {
        mode,
        type,
        name: 'a',
        provider: 'provider["registry.terraform.io/hashicorp/aws"]',
        instances: [{ schema_version: 0, attributes, sensitive_attributes: made.marks ?? [] }],
      },
    ],
    ...made.members,
  };
}

function told(candidates: readonly SecretCandidate[]): string[] {
  return candidates.map(({ kind, path }) => `${kind} ${path}`);
}

const mark = (name: string) => [{ type: 'get_attr', value: name }];

describe('what is declared sensitive', () => {
  test('by the state', async () => {
    const [candidate] = await candidatesIn(state({ user_data: password }, { marks: [mark('user_data')] }));
    expect(candidate).toEqual({
      kind: 'sensitive-attribute',
      type: 'null_resource',
      declaredBy: 'state',
      address: 'null_resource.a',
      pointer: '/resources/0/instances/0/attributes/user_data',
      location: 'null_resource.a/attributes/user_data',
      path: 'user_data',
    });
  });

  test('by the schema of the provider', async () => {
    const candidates = await candidatesIn(state({ password, engine: 'postgres' }, { type: 'aws_db_instance' }));
    expect(candidates).toMatchObject([{ kind: 'sensitive-attribute', declaredBy: 'provider', path: 'password' }]);
  });

  test('by both is told once', async () => {
    const made = state({ password }, { type: 'aws_db_instance', marks: [mark('password')] });
    expect(told(await candidatesIn(made))).toEqual(['sensitive-attribute password']);
  });

  test('in a data source, whose schema is another one', async () => {
    const made = state({ token: password, name: 'main' }, { type: 'aws_eks_cluster_auth', mode: 'data' });
    expect(told(await candidatesIn(made))).toEqual(['sensitive-attribute token']);
  });

  test('as a block is one finding, at the block', async () => {
    const made = state({ data: { a: password, b: password } }, { type: 'kubernetes_secret' });
    expect(told(await candidatesIn(made))).toEqual(['sensitive-attribute data']);
  });

  test('below a list is told for each element', async () => {
    const profile = { admin_password: password, computer_name: 'a' };
    const made = state({ os_profile: [profile, profile] }, { type: 'azurerm_virtual_machine' });
    expect(told(await candidatesIn(made))).toEqual([
      'sensitive-attribute os_profile[0].admin_password',
      'sensitive-attribute os_profile[1].admin_password',
    ]);
  });

  test.each([null, '', false, [], {}, [{ a: null }]])('and holds nothing (%j) is no finding', async (value) => {
    const made = state({ password: value }, { type: 'aws_db_instance', marks: [mark('password')] });
    expect(await candidatesIn(made)).toEqual([]);
  });

  test.each([
    ['the name of a user', 'aiven_pg', { pg: [{ params: [{ user: 'admin' }] }] }],
    ['an id of a key', 'acme_registration', { external_account_binding: [{ key_id: 'kid-a1b2c3' }] }],
    ['what is encrypted', 'github_actions_organization_secret', { encrypted_value: password }],
    ['what is encrypted for its service', 'digitalocean_app', { spec: [{ env: [{ key: 'A', value: 'EV[1:a:b]' }] }] }],
    ['an address of a site', 'github_repository_webhook', { configuration: [{ url: 'https://ci.example.com/hook' }] }],
    ['the sum of a document', 'kubectl_manifest', { yaml_incluster: 'a8f5f167f44f4964'.repeat(4) }],
    ['a variable that is said to be plain', 'tfe_variable', { key: 'region', value: 'eu-west-1', sensitive: false }],
    ['one of env0', 'env0_configuration_variable', { name: 'TF_LOG', value: 'INFO', is_sensitive: false }],
    ['one that a run shows', 'spacelift_environment_variable', { name: 'TF_LOG', value: 'INFO', write_only: false }],
    [
      'a field that is shown',
      'onepassword_item',
      { section: [{ field: [{ label: 'end', type: 'DATE', value: '2027-01-31' }] }] },
    ],
    ['the name of a secret of a vault', 'harness_platform_secret_text', { value: 'db/app', value_type: 'Reference' }],
    [
      'a manifest that refers to a secret',
      'kubectl_manifest',
      { yaml_body: 'apiVersion: v1\nkind: Pod\nspec:\n  imagePullSecrets:\n  - name: registry\n' },
    ],
  ])('by the provider, and is none this time: %s', async (_what, type, attributes) => {
    expect(await candidatesIn(state(attributes, { type }))).toEqual([]);
  });

  test.each([
    ['a manifest of a secret', 'kubectl_manifest', { yaml_body: 'apiVersion: v1\nkind: Secret\nstringData: {}\n' }],
    ['a list with one', 'kubectl_manifest', { yaml_body: 'apiVersion: v1\nkind: List\nitems:\n- kind: Secret\n' }],
    ['a variable of which nothing is said', 'tfe_variable', { key: 'region', value: 'eu-west-1' }],
    ['a variable that no run shows', 'spacelift_environment_variable', { name: 'PIN', value: 'a1', write_only: true }],
    ['a field that is not', 'onepassword_item', { section: [{ field: [{ label: 'pin', type: 'OTP', value: 'a1' }] }] }],
    ['a secret that is kept here', 'harness_platform_secret_text', { value: 'db/app', value_type: 'Inline' }],
  ])('by the provider, and may be one: %s', async (_what, type, attributes) => {
    expect(await candidatesIn(state(attributes, { type }))).toMatchObject([{ kind: 'sensitive-attribute' }]);
  });

  test.each([
    ['talos_machine_secrets', { machine_secrets: { certs: { etcd: { cert: 'a', key: password } } } }, 'certs.etcd.key'],
    ['spacelift_mounted_file', { content: 'a2V5', relative_path: 'kubeconfig', checksum: 'ab' }, 'content'],
    ['render_postgres', { connection_info: { psql_command: 'psql' }, name: 'db' }, 'connection_info'],
  ])('by a provider of which single pages were read: %s', async (type, attributes, path) => {
    const candidates = await candidatesIn(state(attributes, { type }));
    expect(candidates).toMatchObject([{ kind: 'sensitive-attribute', declaredBy: 'provider' }]);
    expect(candidates[0]).toHaveProperty('path', expect.stringMatching(new RegExp(`${path}$`)));
  });

  test('and is a hash of a password, is told as one', async () => {
    const made = state({ bcrypt_hash: `$2a$10$${'a'.repeat(53)}` }, { type: 'random_password' });
    expect(await candidatesIn(made)).toMatchObject([{ kind: 'credential-value', hashed: true, path: 'bcrypt_hash' }]);
  });

  test('as an output', async () => {
    const outputs = {
      admin: { value: password, type: 'string', sensitive: true },
      empty: { value: '', type: 'string', sensitive: true },
      open: { value: 'eu-central-1', type: 'string' },
    };
    const candidates = await candidatesIn(state({}, { outputs }));
    expect(candidates).toMatchObject([
      { kind: 'sensitive-output', address: 'output.admin', pointer: '/outputs/admin/value', path: 'value' },
    ]);
  });

  test('in a legacy state, whose attributes have flat names', async () => {
    const primary = { id: 'db-1', attributes: { password, 'tags.%': '1', 'tags.Name': 'a' } };
    const legacy = {
      version: 3,
      terraform_version: '0.11.14',
      serial: 1,
      lineage: '3f8a2c5e-6f0b-4a57-9a55-2f6f0d1f8c11',
      modules: [
        { path: ['root'], outputs: {}, resources: { 'aws_db_instance.a': { type: 'aws_db_instance', primary } } },
      ],
    };
    expect(await candidatesIn(legacy)).toMatchObject([
      { kind: 'sensitive-attribute', address: 'aws_db_instance.a', declaredBy: 'provider' },
    ]);
  });

  test('by the provider is none where a parameter holds the id of a machine image', async () => {
    const made = (value: string) => state({ name: '/app/image', value }, { type: 'aws_ssm_parameter' });
    expect(await candidatesIn(made('ami-0a1b2c3d4e5f60718'))).toEqual([]);
    expect(told(await candidatesIn(made('orders')))).toEqual(['sensitive-attribute value']);
  });
});

describe('what is known by its looks', () => {
  test('wins over being sensitive', async () => {
    const made = state(
      { private_key_pem: fakePem('RSA'), public_key_pem: fakePem('').replaceAll('PRIVATE', 'PUBLIC') },
      { type: 'tls_private_key', marks: [mark('private_key_pem')] },
    );
    expect(told(await candidatesIn(made))).toEqual(['private-key private_key_pem']);
  });

  test('inside a sensitive block stands for the block', async () => {
    const made = state({ data: { url: `postgres://a:${password}@b` } }, { type: 'kubernetes_secret' });
    expect(told(await candidatesIn(made))).toEqual(['connection-string data.url']);
  });

  test('is the most telling thing of one text', async () => {
    const script = `export URL=postgres://a:${password}@b\n${fakePem('OPENSSH')}${fakeKeyId()} ${fakeSecretKey()}`;
    expect(told(await candidatesIn(state({ user_data: script })))).toEqual(['private-key user_data']);
  });

  test('is a key whose halves stand side by side', async () => {
    const variables = { AWS_ACCESS_KEY_ID: fakeKeyId(), AWS_SECRET_ACCESS_KEY: fakeSecretKey() };
    expect(told(await candidatesIn(state({ environment: [{ variables }] })))).toEqual([
      'cloud-key environment[0].variables.AWS_SECRET_ACCESS_KEY',
    ]);
  });

  test('is no key where the halves have nothing to do with each other', async () => {
    const made = state({ user: { id: fakeKeyId() }, digest: { value: fakeSecretKey() } });
    expect(await candidatesIn(made)).toEqual([]);
  });

  test('is one of several under the name that holds them', async () => {
    const key = fakeTokenOf('datadog-api-key');
    const outputs = {
      passwords: { type: 'dynamic', value: { app: password, note: 'rotated' } },
      tokens: { type: 'dynamic', value: [key] },
      settings: { type: 'dynamic', value: { secrets: { db: key, db_arn: key }, keys: { app: key } } },
    };
    const made = state({ query_keys: [{ key, name: 'reader' }] }, { outputs });
    expect(told(await candidatesIn(made)).toSorted()).toEqual([
      'credential-value query_keys[0].key',
      'credential-value value.app',
      'credential-value value.secrets.db',
      'credential-value value[0]',
    ]);
  });

  test('stands in what a module tells people', async () => {
    const outputs = {
      login: { type: 'string', value: `ssh root@db.example.com, password: ${password}` },
      help: {
        type: 'string',
        value: 'Run aws secretsmanager get-secret-value --secret-id db to read the password: it is there.',
      },
    };
    expect(told(await candidatesIn(state({}, { outputs })))).toEqual(['embedded value > password']);
  });

  test('is a token of a service, by its shape or by the name that holds it or stands beside it', async () => {
    const key = fakeTokenOf('datadog-api-key');
    const attributes = {
      note: `deployed with ${fakeTokenOf('npm-access-token')}`,
      environment: [{ variables: { DD_API_KEY: key, DIGEST: key, CLERK_SECRET_KEY: fakeTokenOf('clerk-secret-key') } }],
      env: [{ name: 'SNYK_TOKEN', value: fakeTokenOf('snyk-api-token') }],
      url: `https://ci:${fakeTokenOf('gitlab-trigger-token')}@gitlab.example.com/acme/network.git`,
    };
    const candidates = await candidatesIn(state(attributes, { marks: [mark('note')] }));
    expect(
      candidates.map(
        (one) => `${one.path}: ${one.kind === 'service-token' ? `${one.service} ${one.token}` : one.kind}`,
      ),
    ).toEqual([
      'note: npm access token',
      'environment[0].variables.DD_API_KEY: Datadog API key',
      'environment[0].variables.CLERK_SECRET_KEY: Clerk secret key',
      'env[0].value: Snyk API token',
      'url: GitLab pipeline trigger token',
    ]);
  });

  test('is a token of a service in what a text carries, with the way to it', async () => {
    const script = `#!/bin/sh\nexport DD_API_KEY=${fakeTokenOf('datadog-api-key')}\n`;
    const [candidate] = await candidatesIn(
      state({ user_data_base64: Buffer.from(script).toString('base64') }, { type: 'aws_instance' }),
    );
    expect(candidate).toMatchObject({
      kind: 'service-token',
      service: 'Datadog',
      path: 'user_data_base64 (base64) > DD_API_KEY',
    });
  });

  test('is a credential by the name that holds it, or stands beside it', async () => {
    const made = state(
      {
        environment: [{ variables: { DB_PASSWORD: password, STAGE: 'example' } }],
        setting: [{ name: 'db_password', value: password }],
        parameters: { adminPassword: { value: password } },
        passwords: [password],
        'env.0.name': 'API_PASSWORD',
        'env.0.value': password,
      },
      { outputs: { db_password: { value: password, type: 'string' } } },
    );
    expect(told(await candidatesIn(made))).toEqual([
      'credential-value value',
      'credential-value environment[0].variables.DB_PASSWORD',
      'credential-value setting[0].value',
      'credential-value parameters.adminPassword.value',
      'credential-value passwords[0]',
      'credential-value env.0.value',
    ]);
  });

  test('is less telling by a name than by a declaration, and more by its looks', async () => {
    const made = state(
      { password, token: password, data: { password }, secret: `postgres://a:${password}@b` },
      { type: 'kubernetes_secret', marks: [mark('password')] },
    );
    expect(told(await candidatesIn(made))).toEqual([
      'connection-string secret',
      'sensitive-attribute password',
      'sensitive-attribute data',
    ]);
  });

  test('is half a key by its name, where the other half is not beside it', async () => {
    const made = state({ AWS_SECRET_ACCESS_KEY: fakeSecretKey() });
    expect(told(await candidatesIn(made))).toEqual(['credential-value AWS_SECRET_ACCESS_KEY']);
  });

  test('is found in what a text carries, with the way to it', async () => {
    const script = `#!/bin/sh\nexport DB_PASSWORD=${password}\n`;
    const made = state({ user_data: Buffer.from(script).toString('base64'), id: 'i-0a' }, { type: 'aws_instance' });
    expect(await candidatesIn(made)).toMatchObject([
      {
        kind: 'embedded',
        pointer: '/resources/0/instances/0/attributes/user_data',
        path: 'user_data (base64) > DB_PASSWORD',
        count: 1,
      },
    ]);
  });

  test('is searched more closely for where credentials often stand', async () => {
    const made = (type: string) => state({ user_data: `mount -o password=${password} /srv` }, { type });
    expect(told(await candidatesIn(made('aws_instance')))).toEqual(['embedded user_data > password']);
    expect(await candidatesIn(made('aws_s3_object'))).toEqual([]);
    const flat = { id: 'a', attributes: { 'env.0': `APP_PASSWORD=${password}`, name: `APP_PASSWORD=${password} x` } };
    const legacy = {
      version: 3,
      terraform_version: '0.11.14',
      serial: 1,
      lineage: '3f8a2c5e-6f0b-4a57-9a55-2f6f0d1f8c11',
      modules: [
        {
          path: ['root'],
          outputs: {},
          resources: { 'docker_container.a': { type: 'docker_container', primary: flat } },
        },
      ],
    };
    expect(told(await candidatesIn(legacy))).toEqual(['embedded env.0 > APP_PASSWORD']);
  });

  test('is not looked for in what Terraform and the provider keep for themselves', async () => {
    const made = state({ id: 'a' }, { members: {} });
    const [resource] = made.resources;
    const kept = { ...resource?.instances[0], private: Buffer.from(JSON.stringify({ password })).toString('base64') };
    expect(await candidatesIn({ ...made, resources: [{ ...resource, instances: [kept] }] })).toEqual([]);
  });

  test('is found outside resources and outputs as well', async () => {
    const backend = { type: 's3', config: { access_key: fakeKeyId(), secret_key: fakeSecretKey() } };
    expect(await candidatesIn(state({}, { members: { backend } }))).toMatchObject([
      { kind: 'cloud-key', address: null, pointer: '/backend/config/secret_key', path: 'backend.config.secret_key' },
    ]);
  });
});

/** A JSON value with a canary in every text and every name. */
const anyJson = fc.jsonValue({ maxDepth: 4 });

/** Looks like a credential: what repeats itself does not. */
const varied = fc.stringMatching(/^[a-z]{4,8}[0-9]{4}[A-Z]{3,6}[a-z]{3}$/).filter((text) => new Set(text).size >= 10);

describe('a name that is a secret itself', () => {
  const token = fakeTokenOf('github-personal-access-token');

  test('is shown nowhere, and its place is told once', async () => {
    const random = 'q7Zk2pXw9LmB4tRv';
    const attributes = { tags: { [token]: { DB_PASSWORD: password }, [`${random}/a~b`]: { DB_PASSWORD: password } } };
    const candidates = await candidatesIn(state(attributes));
    expect(candidates.map(({ path, pointer }) => [path, pointer])).toEqual([
      ['tags.*.DB_PASSWORD', '/resources/0/instances/0/attributes/tags/*/DB_PASSWORD'],
    ]);
    expect(JSON.stringify(candidates)).not.toContain(random);
  });

  test('is hidden in addresses and outputs too', async () => {
    const outputs = { [token]: { value: password, type: 'string', sensitive: true } };
    const candidates = await candidatesIn(state({}, { outputs }));
    expect(candidates).toMatchObject([{ address: 'output.*', location: 'output.*/value' }]);
  });

  test('names that people give are shown', async () => {
    const names = [
      'kubernetes.io/ingress.class',
      'subnet-0a1b2c3d4e5f67890',
      'eu-central-1a',
      'orders-database-password',
    ];
    const attributes = Object.fromEntries(names.map((name) => [name, { DB_PASSWORD: password }]));
    const candidates = await candidatesIn(state({ tags: attributes }));
    expect(told(candidates)).toEqual(names.map((name) => `credential-value tags.${name}.DB_PASSWORD`));
  });
});

describe('what is not looked into', () => {
  const bomb = gzipSync(`DB_PASSWORD=${password}\n${' '.repeat(1 << 21)}`).toString('base64');

  test('is told, with the limit', async () => {
    const candidates = await candidatesIn(state({ user_data: bomb, other: 'x' }, { type: 'aws_instance' }));
    expect(candidates).toMatchObject([
      { kind: 'unsearched', limit: 'size', path: 'user_data', address: 'aws_instance.a' },
    ]);
  });

  test('is not told where something else is: it is declared sensitive, or something was found in it', async () => {
    const marked = state({ user_data: bomb }, { type: 'aws_instance', marks: [mark('user_data')] });
    expect(told(await candidatesIn(marked))).toEqual(['sensitive-attribute user_data']);
    const both = `DB_PASSWORD=${password}\nPACKED=${bomb}\n`;
    expect(told(await candidatesIn(state({ user_data: both }, { type: 'aws_instance' })))).toEqual([
      'embedded user_data > DB_PASSWORD',
    ]);
  });

  test('is told for each state anew: one text says nothing of another', async () => {
    const user_data = `#!/bin/sh\nexport STAGE=example\nexport DB_PASSWORD=${password}\n`;
    for (const attributes of [
      { a: bomb, user_data },
      { user_data, a: bomb },
    ]) {
      const candidates = await candidatesIn(state(attributes, { type: 'aws_instance' }));
      expect(told(candidates).filter((text) => text.includes('user_data'))).toEqual([
        'embedded user_data > DB_PASSWORD',
      ]);
    }
  });
});

describe('whatever a state holds', () => {
  test('the scan goes on, and tells each place once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), anyJson), fc.array(fc.string()), async (attributes, names) => {
        const candidates = await candidatesIn(
          state(attributes, { type: 'kubernetes_secret', marks: [...Object.keys(attributes), ...names].map(mark) }),
        );
        const locations = candidates.map(({ location }) => location);
        expect(locations).toEqual([...new Set(locations)]);
      }),
      { numRuns: 200 },
    );
  });

  test('a secret put anywhere is found there, once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.stringMatching(/^[a-z_~/]{1,8}$/), { minLength: 1, maxLength: 6 }), async (path) => {
        const nested = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), fakePem('EC'));
        const candidates = await candidatesIn(state({ first: 'x', nested, last: ['y'] }));
        expect(candidates.map(({ kind }) => kind)).toEqual(['private-key']);
        const steps = path.map((name) => name.replaceAll('~', '~0').replaceAll('/', '~1'));
        expect(candidates[0]?.pointer).toBe(['/resources/0/instances/0/attributes/nested', ...steps].join('/'));
      }),
    );
  });

  test('the order of members changes nothing but the order', async () => {
    const members = { password, url: `postgres://a:${password}@b`, name: 'main', key: fakePem('RSA') };
    const reversed = Object.fromEntries(Object.entries(members).reverse());
    const made = { type: 'aws_db_instance', marks: [mark('name')] };
    const one = await candidatesIn(state(members, made));
    const other = await candidatesIn(state(reversed, made));
    expect(one).toHaveLength(4);
    expect(told(one).sort()).toEqual(told(other).sort());
  });

  test('no byte of a value in a text that carries others gets out, in any form', async () => {
    await fc.assert(
      fc.asyncProperty(varied, async (canary) => {
        const script = `#!/bin/sh\nexport DB_PASSWORD=${canary}\n`;
        const url = `postgres://app:${canary}@db.example.com/app`;
        const attributes = {
          user_data: script,
          user_data_base64: Buffer.from(script).toString('base64'),
          packed: gzipSync(JSON.stringify({ password: canary, [canary]: { url } })).toString('base64'),
          settings: JSON.stringify({ name: 'app', list: [{ name: 'DB_PASSWORD', value: canary }, url] }),
          values: [`auth:\n  password: ${canary}\n  key: |\n${fakePem('RSA', canary).replaceAll(/^/gm, '    ')}\n`],
          query: `https://example.com/?user=a&password=${canary}`,
          signed: `https://example.com/?sp=r&se=${canary}&sig=${canary}${canary}`,
          token: `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(`{"exp":1,"jti":"${canary}"}`).toString('base64url')}.${canary}${canary}`,
          plain: { password: canary },
        };
        const candidates = await candidatesIn(state(attributes, { type: 'aws_instance' }));
        expect(new Set(candidates.map(({ pointer }) => pointer)).size).toBe(Object.keys(attributes).length);
        const text = `${JSON.stringify(candidates)} ${inspect(candidates, { depth: null })}`;
        for (const form of secretForms(canary)) expect(text).not.toContain(form);
      }),
      { numRuns: 50 },
    );
  });

  test('no byte of a value gets out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[A-Za-z0-9]{12,40}$/), async (canary) => {
        const attributes = {
          password: canary,
          key: fakePem('RSA', canary),
          url: `postgres://${canary}:${canary}@${canary}.example.com/${canary}`,
          AWS_ACCESS_KEY_ID: fakeKeyId(),
          AWS_SECRET_ACCESS_KEY: fakeSecretKey(),
          text: `${fakeKeyId()} ${fakeSecretKey()} ${canary}`,
        };
        const outputs = { a: { value: { deep: [canary] }, type: ['object', {}], sensitive: true } };
        const candidates = await candidatesIn(state(attributes, { type: 'aws_db_instance', outputs }));
        expect(candidates.length).toBe(6);
        for (const text of [JSON.stringify(candidates), inspect(candidates, { depth: null })]) {
          expect(text).not.toContain(canary);
          expect(text).not.toContain(fakeSecretKey());
          expect(text).not.toContain(fakeKeyId().slice(4));
        }
      }),
      { numRuns: 50 },
    );
  });
});

test('of a key of two halves only the secret one is told', async () => {
  const made = state({ access_key: 'DO00A1B2C3D4E5F6G7H8', secret_key: 'x9'.repeat(4) + fakeSecretKey() });
  expect((await candidatesIn(made)).map(({ path }) => path)).toEqual(['secret_key']);
});

test('the element after an option of a command is named by it', async () => {
  const made = state({ parameters: ['--env', 'prod', '--db-password', password, '--verbose', 'not-a-real-argument'] });
  expect((await candidatesIn(made)).map(({ path }) => path)).toEqual(['parameters[3]']);
});

test('of a key of two halves that a provider declares only the secret one is told', async () => {
  const halves = { access_key: 'a1b2c3d4e5f6a7b8c9d0', secret_key: fakeSecretKey() };
  const candidates = await candidatesIn(state(halves, { type: 'scaleway_mnq_sqs_credentials' }));
  expect(candidates.map(({ path }) => path)).toEqual(['secret_key']);
});

import { tokenFormats } from '../../src/scanners/secrets/token-formats/index.ts';
import { fakeKeyId, fakePem, fakeSecretKey } from './fake-secrets.ts';
import { fakeToken } from './fake-tokens.ts';
import { base64, type Holder, holders, text } from './labelled-holders.ts';
import { nearMisses, type Pair, secretPairs } from './labelled-values.ts';
import { Random } from './random.ts';

/** How a secret can be told. */
export type Layer = 'declared' | 'in a text' | 'by its shape' | 'by its name';

/** A place in the labelled state, and what a person would say of it. */
export interface Label {
  readonly pointer: string;
  /** What it is an example of, for people. */
  readonly about: string;
  readonly provider: string;
  readonly type: string;
  readonly isSecret: boolean;
  readonly layer: Layer;
}

export interface LabelledState {
  readonly document: object;
  readonly labels: readonly Label[];
}

/**
 * A state of made-up resources with places that hold secrets and places that look nearly like it, each labelled. Put together
 * from a seed while a test runs, so that no secret, not even a fake one, stands in a file.
 * @param perHolder how many secrets, and how many near-misses, each kind of resource gets
 */
export function labelledState(seed: number, perHolder: number): LabelledState {
  const random = new Random(seed);
  const labels: Label[] = [];
  const resources: object[] = [];
  const add = ({ provider, type, shape }: Holder, { name, value, about }: Pair, isSecret: boolean, known?: Layer) => {
    const { attributes, at: steps } = shape(name, value);
    const layer = known ?? (valueAt(attributes, steps) === value ? 'by its name' : 'in a text');
    const pointer = ['', 'resources', resources.length, 'instances', 0, 'attributes', ...steps]
      .map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'))
      .join('/');
    labels.push({ pointer, about, provider, type, isSecret, layer });
    resources.push({
      mode: 'managed',
      type,
      name: `example_${resources.length}`,
      provider: `provider["registry.terraform.io/hashicorp/${provider}"]`,
      instances: [{ schema_version: 0, attributes: { id: random.hex(17), ...attributes }, sensitive_attributes: [] }],
    });
  };
  const secrets = secretPairs(random);
  const misses = nearMisses(random);
  for (const holder of holders) {
    for (let count = 0; count < perHolder; count++) {
      add(holder, secrets(), true);
      add(holder, misses(), false);
    }
  }
  for (const { holder, pair } of wholeTexts(random)) add(holder, pair, true, 'by its shape');
  for (const [index, format] of tokenFormats.filter(({ names }) => names.length === 0).entries()) {
    const holder = holders[index % holders.length];
    if (index % 4 > 0 || holder === undefined) continue;
    const pair = { name: 'SETTING', value: fakeToken(format, seed), about: `token ${format.id}` };
    add(holder, pair, true, 'by its shape');
  }
  const document = {
    version: 4,
    terraform_version: '1.11.4',
    serial: 1,
    lineage: '3f8a2c5e-6f0b-4a57-9a55-2f6f0d1f8c11',
    outputs: {},
    resources,
    check_results: null,
  };
  return { document, labels };
}

function valueAt(value: unknown, steps: readonly (string | number)[]): unknown {
  return steps.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  );
}

/** Texts that hold secrets in forms of their own. */
function wholeTexts(random: Random): readonly { holder: Holder; pair: Pair }[] {
  const password = () => random.token(16);
  const one = (provider: string, type: string, member: string, about: string, value: string) => ({
    holder: { provider, type, shape: text(member, (_, whole) => whole) },
    pair: { name: '', value, about },
  });
  const jwt = [
    { alg: 'HS256', typ: 'JWT' },
    { iss: 'example', exp: 1_900_000_000 },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return [
    one(
      'local',
      'local_file',
      'content',
      'docker config',
      JSON.stringify({ auths: { 'registry.example.invalid': { auth: base64(`app:${password()}`) } } }),
    ),
    one(
      'rancher2',
      'rancher2_config_map_v2',
      'data_text',
      'kubeconfig token',
      `apiVersion: v1\nkind: Config\nusers:\n- name: admin\n  user:\n    token: ${random.token(40)}\n`,
    ),
    one(
      'local',
      'local_file',
      'content',
      'kubeconfig client key',
      `apiVersion: v1\nkind: Config\nusers:\n- name: admin\n  user:\n    client-key-data: ${base64(fakePem('RSA'))}\n`,
    ),
    one(
      'datadog',
      'datadog_synthetics_test',
      'request_definition',
      'basic auth header',
      JSON.stringify({ headers: { Authorization: `Basic ${base64(`app:${password()}`)}` } }),
    ),
    one(
      'grafana',
      'grafana_data_source',
      'json_data_encoded',
      'bearer header',
      JSON.stringify({ httpHeaders: { Authorization: `Bearer ${random.token(32)}` } }),
    ),
    one('null', 'null_resource', 'note', 'JSON web token', `${jwt.join('.')}.${random.token(43)}`),
    one(
      'azurerm',
      'azurerm_logic_app_workflow',
      'callback',
      'signed address',
      `https://example.blob.core.windows.net/a/b?sv=2024-01-01&se=2030-01-01T00%3A00%3A00Z&sr=b&sp=r&sig=${encodeURIComponent(Buffer.from(random.token(32)).toString('base64'))}`,
    ),
    one(
      'azurerm',
      'azurerm_app_configuration_key',
      'text',
      'storage connection string',
      `DefaultEndpointsProtocol=https;AccountName=example;AccountKey=${Buffer.from(random.token(64)).toString('base64')};EndpointSuffix=core.windows.net`,
    ),
    one(
      'azurerm',
      'azurerm_app_configuration_key',
      'text',
      'SQL connection string',
      `Server=tcp:example.database.windows.net,1433;Database=app;User ID=app;Password=${password()};Encrypt=true;`,
    ),
    one(
      'aws',
      'aws_glue_connection',
      'note',
      'JDBC address',
      `jdbc:sqlserver://db.example.internal:1433;databaseName=app;user=app;password=${password()}`,
    ),
    one(
      'google',
      'google_datastream_profile',
      'note',
      'JDBC address with query',
      `jdbc:postgresql://db.example.internal/app?user=app&password=${password()}`,
    ),
    one('aws', 'aws_mq_configuration', 'data', 'broker address', `amqp://app:${password()}@mq.example.internal:5672/`),
    one(
      'openstack',
      'openstack_compute_instance_v2',
      'user_data',
      'chpasswd',
      `#!/bin/sh\necho "root:${password()}" | chpasswd\n`,
    ),
    one(
      'hcloud',
      'hcloud_server',
      'user_data',
      'command line',
      `#!/bin/sh\ncurl -u app:${password()} https://example.invalid/setup | sh\n`,
    ),
    one(
      'local',
      'local_file',
      'content',
      'credentials file',
      `[default]\naws_access_key_id = ${fakeKeyId()}\naws_secret_access_key = ${fakeSecretKey()}\n`,
    ),
    one(
      'local',
      'local_file',
      'content',
      'age key',
      `# created: 2026-01-01\nAGE-SECRET-KEY-1${random
        .token(58)
        .toUpperCase()
        .replaceAll(/[^02-9AC-HJ-NP-Z]/g, 'Q')}\n`,
    ),
  ];
}

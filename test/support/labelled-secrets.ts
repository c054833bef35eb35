import { gzipSync } from 'node:zlib';
import { fakeKeyId, fakePem, fakeSecretKey } from './fake-secrets.ts';
import { nearMisses, type Pair, secretPairs } from './labelled-values.ts';
import { Random } from './random.ts';

/** A place in the labelled state, and what a person would say of it. */
export interface Label {
  readonly pointer: string;
  /** What it is an example of, for people. */
  readonly about: string;
  readonly provider: string;
  readonly type: string;
  readonly isSecret: boolean;
}

export interface LabelledState {
  readonly document: object;
  readonly labels: readonly Label[];
}

type Steps = readonly (string | number)[];
/** Attributes of a resource that hold a name and a value, and the place that a finding is expected at. */
type Shape = (name: string, value: string) => { readonly attributes: object; readonly at: Steps };
interface Holder {
  readonly provider: string;
  readonly type: string;
  readonly shape: Shape;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const packed = (text: string) => gzipSync(text).toString('base64');
const yamlText = (text: string) => JSON.stringify(text);
const script = (name: string, value: string) =>
  `#!/bin/bash\nset -euo pipefail\nexport STAGE=example\nexport ${name}='${value}'\nsystemctl restart app\n`;
const cloudConfig = (name: string, value: string) =>
  `#cloud-config\npackages: [nginx]\nwrite_files:\n  - path: /etc/app/environment\n    content: |\n      STAGE=example\n      ${name}=${value}\n`;
const containers = (name: string, value: string) =>
  JSON.stringify([
    {
      name: 'app',
      image: 'example/app:1.2.3',
      environment: [
        { name: 'STAGE', value: 'example' },
        { name, value },
      ],
    },
  ]);
const at = (...steps: Steps) => steps;
const map =
  (...above: Steps): Shape =>
  (name, value) => ({
    attributes: above.reduceRight<object>((inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }), {
      STAGE: 'example',
      [name]: value,
    }),
    at: [...above, name],
  });
const text =
  (member: string, make: (name: string, value: string) => string): Shape =>
  (name, value) => ({
    attributes: { name: 'example', [member]: make(name, value) },
    at: at(member),
  });
/** A list of blocks with a name and a value in each. */
const listed =
  (nameMember: string, valueMember: string, ...above: Steps): Shape =>
  (name, value) => ({
    attributes: above.reduceRight<unknown>(
      (inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }),
      [
        { [nameMember]: 'STAGE', [valueMember]: 'example' },
        { [nameMember]: name, [valueMember]: value },
      ],
    ) as object,
    at: [...above, 1, valueMember],
  });

const holders: readonly Holder[] = [
  { provider: 'aws', type: 'aws_lambda_function', shape: map('environment', 0, 'variables') },
  { provider: 'aws', type: 'aws_ecs_task_definition', shape: text('container_definitions', containers) },
  { provider: 'aws', type: 'aws_instance', shape: text('user_data', script) },
  {
    provider: 'aws',
    type: 'aws_launch_configuration',
    shape: text('user_data_base64', (n, v) => base64(cloudConfig(n, v))),
  },
  { provider: 'aws', type: 'aws_launch_template', shape: text('user_data', (n, v) => packed(cloudConfig(n, v))) },
  {
    provider: 'aws',
    type: 'aws_codebuild_project',
    shape: listed('name', 'value', 'environment', 0, 'environment_variable'),
  },
  {
    provider: 'aws',
    type: 'aws_batch_job_definition',
    shape: text('container_properties', (name, value) =>
      JSON.stringify({ image: 'example', environment: [{ name, value }] }),
    ),
  },
  { provider: 'aws', type: 'aws_elastic_beanstalk_environment', shape: listed('name', 'value', 'setting') },
  { provider: 'aws', type: 'aws_cloudformation_stack', shape: map('parameters') },
  { provider: 'aws', type: 'aws_amplify_app', shape: map('environment_variables') },
  {
    provider: 'aws',
    type: 'aws_cloudwatch_event_target',
    shape: text('input', (n, v) => JSON.stringify({ job: { [n]: v } })),
  },
  {
    provider: 'aws',
    type: 'aws_glue_job',
    shape: (n, v) => ({ attributes: { default_arguments: { [`--${n}`]: v } }, at: at('default_arguments', `--${n}`) }),
  },
  { provider: 'azurerm', type: 'azurerm_linux_function_app_slot', shape: map('tags') },
  { provider: 'azurerm', type: 'azurerm_container_group', shape: map('container', 0, 'environment_variables') },
  {
    provider: 'azurerm',
    type: 'azurerm_virtual_machine_extension',
    shape: text('settings', (n, v) => JSON.stringify({ [n]: v })),
  },
  {
    provider: 'azurerm',
    type: 'azurerm_resource_group_template_deployment',
    shape: text('parameters_content', (name, value) => JSON.stringify({ [name]: { value } })),
  },
  {
    provider: 'google',
    type: 'google_cloud_run_service',
    shape: listed('name', 'value', 'template', 0, 'spec', 0, 'containers', 0, 'env'),
  },
  { provider: 'google', type: 'google_compute_instance', shape: text('metadata_startup_script', script) },
  { provider: 'google', type: 'google_cloudfunctions_function', shape: map('environment_variables') },
  { provider: 'google', type: 'google_cloudbuild_trigger', shape: map('substitutions') },
  { provider: 'google', type: 'google_project_service_identity', shape: map('metadata') },
  { provider: 'kubernetes', type: 'kubernetes_config_map', shape: map('data') },
  {
    provider: 'kubernetes',
    type: 'kubernetes_config_map_v1',
    shape: (name, value) => ({
      attributes: { data: { 'application.properties': `stage=example\n${name}=${value}\n` } },
      at: at('data', 'application.properties'),
    }),
  },
  {
    provider: 'kubernetes',
    type: 'kubernetes_deployment',
    shape: listed('name', 'value', 'spec', 0, 'template', 0, 'spec', 0, 'container', 0, 'env'),
  },
  { provider: 'kubernetes', type: 'kubernetes_manifest', shape: map('manifest', 'value', 'data') },
  {
    provider: 'helm',
    type: 'helm_release',
    shape: (name, value) => ({
      attributes: { chart: 'app', values: [`replicas: 2\nauth:\n  ${yamlText(name)}: ${yamlText(value)}\n`] },
      at: at('values', 0),
    }),
  },
  { provider: 'helm', type: 'helm_release', shape: listed('name', 'value', 'set') },
  {
    provider: 'docker',
    type: 'docker_container',
    shape: (name, value) => ({ attributes: { env: ['STAGE=example', `${name}=${value}`] }, at: at('env', 1) }),
  },
  { provider: 'digitalocean', type: 'digitalocean_droplet', shape: text('user_data', cloudConfig) },
  { provider: 'heroku', type: 'heroku_app', shape: map('config_vars') },
  {
    provider: 'github',
    type: 'github_actions_variable',
    shape: (variable_name, value) => ({ attributes: { repository: 'example', variable_name, value }, at: at('value') }),
  },
  {
    provider: 'gitlab',
    type: 'gitlab_project_variable',
    shape: (key, value) => ({ attributes: { project: 'example', key, value }, at: at('value') }),
  },
  { provider: 'null', type: 'null_resource', shape: map('triggers') },
  { provider: 'terraform', type: 'terraform_data', shape: map('input', 'value') },
  {
    provider: 'local',
    type: 'local_file',
    shape: text('content', (n, v) => `# made by Terraform\nSTAGE=example\n${n}="${v}"\n`),
  },
  { provider: 'local', type: 'local_file', shape: text('content', (n, v) => `[app]\nstage = example\n${n} = ${v}\n`) },
  {
    provider: 'jenkins',
    type: 'jenkins_job',
    shape: text(
      'template',
      (n, v) =>
        `<?xml version="1.0"?>\n<project>\n  <stage>example</stage>\n  <${n}>${v.replaceAll('&', '&amp;')}</${n}>\n</project>\n`,
    ),
  },
  {
    provider: 'nomad',
    type: 'nomad_job',
    shape: text(
      'jobspec',
      (n, v) => `job "app" {\n  task "web" {\n    env {\n      STAGE = "example"\n      ${n} = "${v}"\n    }\n  }\n}\n`,
    ),
  },
  { provider: 'hcloud', type: 'hcloud_server', shape: text('user_data', script) },
  {
    provider: 'openstack',
    type: 'openstack_compute_instance_v2',
    shape: text('user_data', (n, v) => base64(script(n, v))),
  },
  {
    provider: 'vsphere',
    type: 'vsphere_virtual_machine',
    shape: text('extra_config', (n, v) => JSON.stringify({ [n]: v })),
  },
  { provider: 'cloudflare', type: 'cloudflare_worker_script', shape: listed('name', 'text', 'plain_text_binding') },
  {
    provider: 'vercel',
    type: 'vercel_project_environment_variable',
    shape: (key, value) => ({ attributes: { key, value }, at: at('value') }),
  },
  { provider: 'scaleway', type: 'scaleway_container', shape: map('environment_variables') },
  {
    provider: 'aws',
    type: 'aws_ssm_parameter',
    shape: (name, insecure_value) => ({
      attributes: { name: `/example/${name}`, insecure_value },
      at: at('insecure_value'),
    }),
  },
  {
    provider: 'aws',
    type: 'aws_sfn_state_machine',
    shape: text('definition', (n, v) => JSON.stringify({ States: { Call: { Parameters: { Headers: { [n]: v } } } } })),
  },
  {
    provider: 'google',
    type: 'google_cloud_run_v2_service',
    shape: listed('name', 'value', 'template', 0, 'containers', 0, 'env'),
  },
  {
    provider: 'kubernetes',
    type: 'kubernetes_cron_job_v1',
    shape: listed(
      'name',
      'value',
      'spec',
      0,
      'job_template',
      0,
      'spec',
      0,
      'template',
      0,
      'spec',
      0,
      'container',
      0,
      'env',
    ),
  },
  {
    provider: 'kubernetes',
    type: 'kubernetes_annotations',
    shape: (name, value) => ({
      attributes: { annotations: { 'example.invalid/last-applied': JSON.stringify({ data: { [name]: value } }) } },
      at: at('annotations', 'example.invalid/last-applied'),
    }),
  },
  { provider: 'oci', type: 'oci_functions_function', shape: map('config') },
  { provider: 'ibm', type: 'ibm_code_engine_config_map', shape: map('data') },
  { provider: 'yandex', type: 'yandex_function', shape: map('environment') },
  { provider: 'linode', type: 'linode_stackscript', shape: text('script', script) },
  { provider: 'alicloud', type: 'alicloud_instance', shape: text('user_data', (n, v) => base64(cloudConfig(n, v))) },
  { provider: 'tencentcloud', type: 'tencentcloud_scf_function', shape: map('environment', 0, 'variables') },
  { provider: 'vultr', type: 'vultr_startup_script', shape: text('script', (n, v) => base64(script(n, v))) },
];

/**
 * A state of made-up resources with places that hold secrets and places that look nearly like it, each labelled. Put together
 * from a seed while a test runs, so that no secret, not even a fake one, stands in a file.
 * @param perHolder how many secrets, and how many near-misses, each kind of resource gets
 */
export function labelledState(seed: number, perHolder: number): LabelledState {
  const random = new Random(seed);
  const labels: Label[] = [];
  const resources: object[] = [];
  const add = ({ provider, type, shape }: Holder, { name, value, about }: Pair, isSecret: boolean) => {
    const { attributes, at: steps } = shape(name, value);
    const pointer = ['', 'resources', resources.length, 'instances', 0, 'attributes', ...steps]
      .map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'))
      .join('/');
    labels.push({ pointer, about, provider, type, isSecret });
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
  for (const { holder, pair } of wholeTexts(random)) add(holder, pair, true);
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

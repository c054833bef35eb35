import { gzipSync } from 'node:zlib';

type Steps = readonly (string | number)[];
/** Attributes of a resource that hold a name and a value, and the place that a finding is expected at. */
type Shape = (name: string, value: string) => { readonly attributes: object; readonly at: Steps };
/** A kind of resource, and where it holds a name and a value. */
export interface Holder {
  readonly provider: string;
  readonly type: string;
  readonly shape: Shape;
}

export const base64 = (text: string) => Buffer.from(text).toString('base64');
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
/** A text that is made of a name and a value. */
export const text =
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

/** Kinds of resources of many providers, each with a place for a name and a value. */
export const holders: readonly Holder[] = [
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

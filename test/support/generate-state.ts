import { Random } from './random.ts';

/** How large, and which, a generated state is. */
export interface GeneratedState {
  /** Size aimed at; the state ends with the first resource that reaches it. */
  readonly bytes: number;
  /** Same seed, same bytes. */
  readonly seed: number;
  /** 1 for a state that was written once. */
  readonly serial?: number;
}

/**
 * A state as Terraform writes it (format version 4, two spaces, final line break) with resources as the AWS provider shapes
 * them: nested blocks, policies as JSON in a string, lists of dependencies. Every value is plainly made up.
 */
export function generateState(wanted: GeneratedState): Buffer {
  return Buffer.concat([...generateStateChunks(wanted)]);
}

/** The same in pieces of about 64 KiB, for states that should never stand in memory as a whole. */
export function* generateStateChunks({ bytes, seed, serial = 412 }: GeneratedState): Generator<Buffer> {
  const random = new Random(seed);
  let written = 0;
  let pending = '';
  const take = (text: string): Buffer => {
    const chunk = Buffer.from(text);
    written += chunk.length;
    return chunk;
  };
  pending += `{\n  "version": 4,\n  "terraform_version": "1.11.4",\n  "serial": ${serial},\n`;
  pending += '  "lineage": "3f8a2c5e-6f0b-4a57-9a55-2f6f0d1f8c11",\n';
  pending += `  "outputs": ${indented(outputs(random), 2)},\n  "resources": [`;
  for (let index = 0; index === 0 || written + pending.length < bytes; index++) {
    pending += `${index === 0 ? '' : ','}\n    ${indented(resource(random, index), 4)}`;
    if (pending.length >= 65_536) {
      yield take(pending);
      pending = '';
    }
  }
  yield take(`${pending}\n  ],\n  "check_results": ${indented(checkResults(), 2)}\n}\n`);
}

function indented(value: unknown, spaces: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(spaces)}`);
}

type Kind = (random: Random, index: number) => { readonly type: string; readonly attributes: object };

const region = 'eu-west-1';
const account = '000000000000';
const modules = ['', 'module.network', 'module.apps["blue"]', 'module.apps["green"].module.queue[0]'] as const;

function arn(service: string, name: string): string {
  return `arn:aws:${service}:${region}:${account}:${name}`;
}

function tags(random: Random, name: string): object {
  const values = {
    Name: name,
    team: random.pick(['network', 'data', 'apps']),
    stage: 'example',
    'cost/center': 'none',
  };
  return { tags: values, tags_all: { ...values, managed_by: 'terraform' } };
}

const kinds: readonly [Kind, ...Kind[]] = [
  (random, index) => ({
    type: 'aws_security_group',
    attributes: {
      arn: arn('ec2', `security-group/sg-${random.hex(17)}`),
      description: `made-up group ${index}, für Beispiele`,
      egress: Array.from({ length: 1 + random.below(3) }, () => rule(random)),
      ingress: Array.from({ length: 1 + random.below(6) }, () => rule(random)),
      name: `example-${index}`,
      revoke_rules_on_delete: false,
      timeouts: null,
      vpc_id: `vpc-${random.hex(17)}`,
      ...tags(random, `example-${index}`),
    },
  }),
  (random, index) => ({
    type: 'aws_iam_policy',
    attributes: {
      arn: `arn:aws:iam::${account}:policy/example-${index}`,
      attachment_count: random.below(5),
      description: '',
      name: `example-${index}`,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: Array.from({ length: 1 + random.below(4) }, (_, statement) => ({
          Sid: `Statement${statement}`,
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:ListBucket', 'kms:Decrypt'],
          Resource: [`arn:aws:s3:::example-${random.hex(8)}/*`],
        })),
      }),
      ...tags(random, `policy-${index}`),
    },
  }),
  (random, index) => ({
    type: 'aws_lambda_function',
    attributes: {
      architectures: ['arm64'],
      arn: arn('lambda', `function:example-${index}`),
      environment: [{ variables: { LOG_LEVEL: 'info', TABLE: `example-${random.hex(6)}`, STAGE: 'example' } }],
      handler: 'index.handler',
      kms_key_arn: '',
      layers: [],
      memory_size: 128 * (1 + random.below(8)),
      reserved_concurrent_executions: -1,
      runtime: 'nodejs24.x',
      source_code_hash: random.hex(44),
      source_code_size: random.below(5_000_000),
      tracing_config: [{ mode: 'PassThrough' }],
      vpc_config: [{ ipv6_allowed_for_dual_stack: false, subnet_ids: [`subnet-${random.hex(17)}`], vpc_id: '' }],
      ...tags(random, `function-${index}`),
    },
  }),
];

/** The one kind with a secret in it: rare, or findings would outnumber what is looked at. */
const database: Kind = (random, index) => ({
  type: 'aws_db_instance',
  attributes: {
    address: `example-${index}.example.invalid`,
    allocated_storage: 20 + random.below(400),
    backup_retention_period: 7,
    engine: 'postgres',
    multi_az: random.below(2) === 1,
    password: `not-a-password-${random.hex(8)}`,
    port: 5432,
    parameters: Array.from({ length: random.below(8) }, (_, parameter) => ({ name: `p${parameter}`, value: '1.25' })),
    storage_throughput: 0.5 + random.below(100),
    ...tags(random, `database-${index}`),
  },
});

function rule(random: Random): object {
  return {
    cidr_blocks: [`10.${random.below(256)}.${random.below(256)}.0/24`],
    description: 'example "rule"\twith escapes',
    from_port: random.below(65_536),
    ipv6_cidr_blocks: [],
    prefix_list_ids: [],
    protocol: 'tcp',
    security_groups: [],
    self: false,
    to_port: random.below(65_536),
  };
}

function resource(random: Random, index: number): object {
  const kind = random.below(100) === 0 ? database : random.pick(kinds);
  const module = random.pick(modules);
  const instances = random.below(4) === 0 ? 1 + random.below(5) : 1;
  const first = kind(random, index);
  return {
    ...(module === '' ? {} : { module }),
    mode: 'managed',
    type: first.type,
    name: `example_${index}`,
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: Array.from({ length: instances }, (_, key) => ({
      ...(instances === 1 ? {} : { index_key: module === '' ? key : `key-${key}` }),
      schema_version: 1,
      attributes: { ...first.attributes, id: random.hex(17) },
      sensitive_attributes: 'password' in first.attributes ? [[{ type: 'get_attr', value: 'password' }]] : [],
      private: Buffer.from('{"schema_version":"1"}').toString('base64'),
      dependencies: Array.from({ length: random.below(6) }, () => `aws_subnet.example_${random.below(50)}`),
    })),
  };
}

function outputs(random: Random): object {
  const names = Array.from({ length: 20 }, (_, index) => `output_${index}`);
  return Object.fromEntries(names.map((name) => [name, { value: random.hex(24), type: 'string' }]));
}

function checkResults(): object[] {
  const objects = [{ object_addr: 'check.health', status: 'pass' }];
  return [{ object_kind: 'check', config_addr: 'check.health', status: 'pass', objects }];
}

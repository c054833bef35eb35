import { awsExamples } from './documented-aws.ts';
import { otherExamples } from './documented-others.ts';
import type { Label, LabelledState, Layer } from './labelled-secrets.ts';
import { Random } from './random.ts';

/** A value in an example that is a secret: a text, or a block that the provider declares sensitive as a whole. */
export class Secret {
  readonly value: unknown;
  readonly layer: Layer;

  constructor(layer: Layer, value: unknown) {
    this.layer = layer;
    this.value = value;
  }
}

/** A resource as an example in its provider's documentation has it, with what the provider adds once it is there. */
export type Example = readonly [type: string, attributes: Readonly<Record<string, unknown>>];

/** Makes values that are plainly made up, the same for the same seed. */
export interface Values {
  readonly random: Random;
  /** A password such as those of the documentation. */
  password(): string;
  /** Letters and digits. */
  token(length: number): string;
  hex(length: number): string;
  uuid(): string;
  base64(bytes: number): string;
}

/**
 * States made of the examples in the documentation of providers (`website/docs`, `docs/resources` of their repositories), one resource
 * of each type: another construction than that of `labelledState`, so that the detectors were not made for it. Every text that is not
 * marked as a secret is none, of whatever the example holds.
 */
export function documentedState(seed: number): LabelledState {
  const values = valuesOf(new Random(seed));
  const labels: Label[] = [];
  const resources = [...awsExamples(values), ...otherExamples(values)].map(([type, attributes], index) => {
    const provider = type.split('_')[0] ?? type;
    const plain = withoutMarks(attributes, `/resources/${index}/instances/0/attributes`, (pointer, layer) => {
      labels.push({
        pointer,
        about: `${type}, ${pointer.replace(/^.*?attributes\//, '')}`,
        provider,
        type,
        layer,
        isSecret: true,
      });
    });
    return {
      mode: 'managed',
      type,
      name: 'example',
      provider: `provider["registry.terraform.io/hashicorp/${provider}"]`,
      instances: [{ schema_version: 0, attributes: plain, sensitive_attributes: [] }],
    };
  });
  const lineage = '3f8a2c5e-6f0b-4a57-9a55-2f6f0d1f8c12';
  return { document: { version: 4, terraform_version: '1.11.4', serial: 1, lineage, outputs: {}, resources }, labels };
}

function withoutMarks(value: unknown, pointer: string, mark: (pointer: string, layer: Layer) => void): unknown {
  if (value instanceof Secret) {
    mark(pointer, value.layer);
    return value.value;
  }
  if (Array.isArray(value)) return value.map((each: unknown, index) => withoutMarks(each, `${pointer}/${index}`, mark));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, each]) => {
    return [name, withoutMarks(each, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, mark)] as const;
  });
  return Object.fromEntries(members);
}

function valuesOf(random: Random): Values {
  return {
    random,
    password: () =>
      random.pick([
        () =>
          `${random.pick(['Barbar', 'Pass', 'Example', 'Mustbe', 'Avoid-Plaintext-'])}${1000 + random.below(9000)}!`,
        () => `${random.token(16)}${random.pick(['#', '!', '_', '%'])}`,
        () => `${random.token(4)}-${random.token(6)}-${random.token(4)}`,
        () => random.token(20),
      ])(),
    token: (length) => random.token(length),
    hex: (length) => random.hex(length),
    uuid: () => [8, 4, 4, 4, 12].map((length) => random.hex(length)).join('-'),
    base64: (bytes) => Buffer.from(Array.from({ length: bytes }, () => random.below(256))).toString('base64'),
  };
}

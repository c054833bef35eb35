/** What a state for restores holds: by name of a `terraform_data` the value of its input. */
export interface RestorableState {
  readonly serial: number;
  readonly lineage?: string;
  readonly resources?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  /** Spaces of indentation; 0: compact, as OpenTofu writes it. */
  readonly indent?: number;
}

export const usualLineage = '3f8a2c5e-6f0b-4a57-9a55-2f6f0d1f8c11';

/** The text of a state as Terraform writes it, with a number that no double holds. */
export function restorableState({
  serial,
  lineage = usualLineage,
  resources = {},
  outputs = {},
  indent = 2,
}: RestorableState): string {
  const state = {
    version: 4,
    terraform_version: '1.11.4',
    serial,
    lineage,
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value, type: 'string' }])),
    resources: Object.entries(resources).map(([name, input]) => ({
      mode: 'managed',
      type: 'terraform_data',
      name,
      provider: 'provider["terraform.io/builtin/terraform"]',
      instances: [{ schema_version: 0, attributes: { id: 'fake', input, serial: 'BIG' } }],
    })),
    check_results: null,
  };
  return `${JSON.stringify(state, null, indent).replaceAll('"BIG"', '9007199254740993123')}\n`;
}

interface SmallState {
  readonly serial?: number;
  readonly lineage?: string;
  readonly tainted?: boolean;
}

/** The text of a small version 4 state with one instance, tainted where asked for. */
export function smallState({
  serial = 1,
  lineage = '3f8a2c5e-6f0b-4a57-9a55-2f6f0d1f8c11',
  tainted = false,
}: SmallState = {}): string {
  const instance = { schema_version: 0, attributes: { id: 'vpc-1' }, ...(tainted ? { status: 'tainted' } : {}) };
  const resource = {
    mode: 'managed',
    type: 'aws_vpc',
    name: 'main',
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [instance],
  };
  const state = {
    version: 4,
    terraform_version: '1.11.4',
    serial,
    lineage,
    outputs: {},
    resources: [resource],
    check_results: null,
  };
  return `${JSON.stringify(state, null, 2)}\n`;
}

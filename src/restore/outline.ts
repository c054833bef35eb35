import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '../state/json.ts';
import type { InstancePart, Probe, ProbeRun } from '../state/part.ts';

/** What a document holds, to be held against another: names, and of each value a hash that never leaves the process. */
export interface StateOutline {
  readonly managedInstances: number;
  /** By address; a deposed object has its key behind it: `aws_vpc.main (deposed 1a2b3c4d)`. */
  readonly instances: ReadonlyMap<string, InstanceOutline>;
  readonly outputs: ReadonlyMap<string, string>;
}

export interface InstanceOutline {
  /** Attributes by name. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Other members of the instance (`status`, `dependencies`, `private`) and the provider. */
  readonly members: ReadonlyMap<string, string>;
}

/** Makes the outline of a document. */
export const outlineProbe: Probe<StateOutline> = { name: 'outline', begin };

/** Members that make the address, and those that hold the attributes. */
const passedBy: ReadonlySet<string> = new Set(['index_key', 'deposed', 'attributes', 'attributes_flat']);

function begin(): ProbeRun<StateOutline> {
  const instances = new Map<string, InstanceOutline>();
  const outputs = new Map<string, string>();
  let managedInstances = 0;
  return {
    part(part) {
      if (part.kind === 'output') outputs.set(part.address.replace(/^output\./, ''), hashOf(part.value));
      if (part.kind !== 'instance') return;
      if (part.resource.mode === 'managed' && part.deposed === null) managedInstances++;
      instances.set(nameOf(part), instanceOutline(part));
    },
    end: () => ({ managedInstances, instances, outputs }),
  };
}

function nameOf({ address, deposed }: InstancePart): string {
  return deposed === null ? address : `${address} (deposed ${deposed})`;
}

function instanceOutline({ attributes, value, resource }: InstancePart): InstanceOutline {
  const members = new Map<string, string>([['provider', hashOf(resource.provider)]]);
  // A legacy instance holds its attributes among its members, once more.
  for (const [name, member] of Object.entries(value as JsonObject)) {
    if (!passedBy.has(name)) members.set(name, hashOf(member));
  }
  return { attributes: attributes === null ? new Map() : attributeHashes(attributes), members };
}

function attributeHashes({ value, flat }: NonNullable<InstancePart['attributes']>): ReadonlyMap<string, string> {
  if (!flat) return new Map(Object.entries(value).map(([name, attribute]) => [name, hashOf(attribute)]));
  // `tags.Name` is a part of `tags`: what stands behind the point may be anyone's text.
  const grouped = new Map<string, (readonly [string, JsonValue])[]>();
  for (const entry of Object.entries(value)) {
    const name = entry[0].replace(/\..*$/s, '');
    grouped.set(name, [...(grouped.get(name) ?? []), entry]);
  }
  return new Map([...grouped].map(([name, entries]) => [name, hashOf(entries)]));
}

/** Of the value as it stands there, numbers beyond 2^53 too. 16 bytes: two values are compared, nobody looks for a third. */
function hashOf(value: JsonValue | readonly (readonly [string, JsonValue])[]): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64').slice(0, 22);
}

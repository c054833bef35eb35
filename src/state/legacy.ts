import { legacyModuleAddress, resourceAddress } from './address.ts';
import { isJsonObject, type JsonObject, type JsonValue, pointerToken } from './json.ts';
import { flagMember, invalidMember, listMember, objectMember, setMember, textMember } from './members.ts';
import type { InstancePart, StatePart } from './part.ts';

const rootModule = 'root';

/**
 * Parts of one element of `modules`, of format versions 1 to 3, with the addresses that they have after Terraform's upgrade.
 * Source: hashicorp/terraform internal/states/statefile/version1_upgrade.go, version2.go, version3_upgrade.go.
 * @throws StateDamagedError
 */
export function* moduleParts(index: number, module: JsonValue): Generator<StatePart> {
  const base = `/modules/${index}`;
  if (!isJsonObject(module)) throw invalidMember('a module is no object', base);
  const address = moduleAddress(module, base);
  const outputs = objectMember(module, 'outputs', base);
  const resources = objectMember(module, 'resources', base);
  for (const [name, value] of Object.entries(module)) {
    const pointer = `${base}/${pointerToken(name)}`;
    if (name === 'outputs' && outputs !== null) yield* outputParts(address, pointer, outputs);
    else if (name === 'resources' && resources !== null) yield* resourceParts(address, pointer, resources);
    else yield { kind: 'member', name, value, pointer };
  }
}

function moduleAddress(module: JsonObject, pointer: string): string {
  const path = listMember(module, 'path', pointer);
  // Version 1 states without a path occur: they are of the root module.
  const [root = rootModule, ...names] = path;
  if (root !== rootModule || !names.every((name) => typeof name === 'string')) {
    throw invalidMember('the path of a module does not lead down from root', `${pointer}/path`);
  }
  return legacyModuleAddress(names);
}

function* outputParts(module: string, base: string, outputs: JsonObject): Generator<StatePart> {
  for (const [name, value] of Object.entries(outputs)) {
    const address = `${module === '' ? '' : `${module}.`}output.${name}`;
    const pointer = `${base}/${pointerToken(name)}`;
    // Bare in version 1.
    const sensitive = isJsonObject(value) && flagMember(value, 'sensitive', pointer);
    yield { kind: 'output', address, name, sensitive, value, pointer };
  }
}

/** `data.aws_ami.web`, `aws_instance.web.0`. Source: version3_upgrade.go `parseLegacyResourceAddress`. */
const resourceKey = /^(data\.)?([^.]+)\.([^.]+)(?:\.(-?\d+))?$/;

function* resourceParts(module: string, base: string, resources: JsonObject): Generator<StatePart> {
  for (const [key, value] of Object.entries(resources)) {
    const pointer = `${base}/${pointerToken(key)}`;
    const [, data, type, name, index] = resourceKey.exec(key) ?? [];
    if (type === undefined || name === undefined) throw invalidMember('the name of a resource is no address', pointer);
    if (!isJsonObject(value)) throw invalidMember('a resource is no object', pointer);
    const mode = data === undefined ? 'managed' : 'data';
    const address = resourceAddress(module, mode, type, name);
    const provider = textMember(value, 'provider', pointer);
    const resource = { address, mode, type, name, module, provider: provider === '' ? null : provider } as const;
    const place = { resource, ...indexed(address, index) };
    const primary = objectMember(value, 'primary', pointer);
    const deposed = listMember(value, 'deposed', pointer);
    if (primary !== null) yield instancePart(place, primary, `${pointer}/primary`, null);
    for (const [at, object] of deposed.entries()) {
      if (!isJsonObject(object)) throw invalidMember('a deposed object is no object', `${pointer}/deposed/${at}`);
      // The key that Terraform's upgrade gives it.
      yield instancePart(place, object, `${pointer}/deposed/${at}`, (at + 1).toString(16).padStart(8, '0'));
    }
    const header: Record<string, JsonValue> = {};
    for (const [member, content] of Object.entries(value)) {
      const isPart = (member === 'primary' || member === 'deposed') && content !== null;
      if (!isPart) setMember(header, member, content);
    }
    yield { kind: 'resource', ...resource, value: header, pointer };
  }
}

type Place = Pick<InstancePart, 'resource' | 'address' | 'indexKey'>;

function indexed(address: string, index: string | undefined): Pick<InstancePart, 'address' | 'indexKey'> {
  if (index === undefined) return { address, indexKey: null };
  const number = Number(index);
  return { address: `${address}[${index}]`, indexKey: Number.isSafeInteger(number) ? number : index };
}

function instancePart(place: Place, value: JsonObject, pointer: string, deposed: string | null): InstancePart {
  const attributes = objectMember(value, 'attributes', pointer);
  return {
    kind: 'instance',
    ...place,
    tainted: flagMember(value, 'tainted', pointer),
    deposed,
    attributes: attributes === null ? null : { value: attributes, pointer: `${pointer}/attributes`, flat: true },
    sensitivePaths: [],
    value,
    pointer,
  };
}

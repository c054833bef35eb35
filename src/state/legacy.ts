import { instanceKeyText, legacyModuleAddress, resourceAddress } from './address.ts';
import { StateDamagedError } from './errors.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, pointerToken } from './json.ts';
import type { InstancePart, StatePart } from './part.ts';

/**
 * Parts of one element of `modules`, of format versions 1 to 3.
 * Source: hashicorp/terraform internal/states/statefile/version2.go, version3_upgrade.go.
 */
export function* moduleParts(index: number, module: JsonValue): Generator<StatePart> {
  const base = `/modules/${index}`;
  if (!isJsonObject(module)) throw damaged('a module is no object', base);
  const path = isJsonArray(module.path) ? module.path.filter((step) => typeof step === 'string') : [];
  const address = legacyModuleAddress(path);
  for (const [name, value] of Object.entries(module)) {
    const pointer = `${base}/${pointerToken(name)}`;
    if (name === 'outputs' && isJsonObject(value)) yield* outputParts(address, pointer, value);
    else if (name === 'resources' && isJsonObject(value)) yield* resourceParts(address, pointer, value);
    else yield { kind: 'member', name, value, pointer };
  }
}

function* outputParts(module: string, base: string, outputs: JsonObject): Generator<StatePart> {
  for (const [name, value] of Object.entries(outputs)) {
    const address = `${module === '' ? '' : `${module}.`}output.${name}`;
    const sensitive = isJsonObject(value) && value.sensitive === true;
    yield { kind: 'output', address, name, sensitive, value, pointer: `${base}/${pointerToken(name)}` };
  }
}

/** `data.aws_ami.web`, `aws_instance.web.0`. */
const resourceKey = /^(data\.)?([^.]+)\.([^.]+)(?:\.(\d+))?$/;

function* resourceParts(module: string, base: string, resources: JsonObject): Generator<StatePart> {
  for (const [key, value] of Object.entries(resources)) {
    const pointer = `${base}/${pointerToken(key)}`;
    const [, data, type, name, index] = resourceKey.exec(key) ?? [];
    if (type === undefined || name === undefined) throw damaged('the key of a resource is no address', pointer);
    if (!isJsonObject(value)) throw damaged('a resource is no object', pointer);
    const mode = data === undefined ? 'managed' : 'data';
    const address = resourceAddress(module, mode, type, name);
    const provider = typeof value.provider === 'string' ? value.provider : null;
    const resource: InstancePart['resource'] = { address, mode, type, name, module, provider };
    const indexKey = index === undefined ? null : Number(index);
    const place = { resource, address: address + instanceKeyText(indexKey), indexKey };
    const header: Record<string, JsonValue> = {};
    for (const [member, content] of Object.entries(value)) {
      const at = `${pointer}/${member}`;
      if (member === 'primary' && isJsonObject(content)) yield instancePart(place, content, at, null);
      else if (member === 'deposed' && isJsonArray(content)) {
        for (const [deposedIndex, object] of content.entries()) {
          // Versions 1 to 3 give deposed objects no key: their place has to do.
          if (isJsonObject(object))
            yield instancePart(place, object, `${at}/${deposedIndex}`, `deposed${deposedIndex}`);
        }
      } else {
        Object.defineProperty(header, member, { value: content, enumerable: true, configurable: true });
      }
    }
    yield { kind: 'resource', ...resource, value: header, pointer };
  }
}

type Place = Pick<InstancePart, 'resource' | 'address' | 'indexKey'>;

function instancePart(place: Place, value: JsonObject, pointer: string, deposed: string | null): InstancePart {
  const attributes = value.attributes;
  return {
    kind: 'instance',
    ...place,
    tainted: value.tainted === true,
    deposed,
    attributes: isJsonObject(attributes) ? { value: attributes, pointer: `${pointer}/attributes`, flat: true } : null,
    sensitivePaths: [],
    value,
    pointer,
  };
}

function damaged(detail: string, pointer: string): StateDamagedError {
  return new StateDamagedError({ reason: 'invalid-member', detail, pointer });
}

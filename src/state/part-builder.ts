import { instanceKey, instanceKeyText, resourceAddress } from './address.ts';
import { type Damage, StateDamagedError } from './errors.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, pointerToken } from './json.ts';
import { moduleParts } from './legacy.ts';
import { MetadataBuilder } from './metadata.ts';
import type { AttributeStep, CheckPart, InstancePart, ResourcePart, StateMetadata, StatePart } from './part.ts';

type Resource = InstancePart['resource'];

/** Members of a resource block that its instances' addresses are made of. */
const headerMembers = ['mode', 'type', 'name'] as const;
const deposedKeyLength = 8;

/**
 * Makes parts of the values of a document, whichever way they were parsed, and refuses what Terraform's reader refuses.
 * Source: hashicorp/terraform internal/states/statefile/version4.go `prepareStateV4`.
 */
export class PartBuilder {
  readonly #emit: (part: StatePart) => void;
  readonly #metadata = new MetadataBuilder();
  #header: Record<string, JsonValue> = {};
  #resource: Resource | null = null;
  /** Instances that came before the block's own members, in a document that a hand wrote. */
  #waiting: { index: number; value: JsonValue }[] = [];
  #seen = new Set<string>();

  constructor(emit: (part: StatePart) => void) {
    this.#emit = emit;
  }

  /** A top-level member that is not taken apart. */
  member(name: string, value: JsonValue): void {
    this.#metadata.member(name, value);
    this.#emit({ kind: 'member', name, value, pointer: `/${pointerToken(name)}` });
  }

  output(name: string, value: JsonValue): void {
    const pointer = `/outputs/${pointerToken(name)}`;
    if (!isJsonObject(value)) throw damaged('an output is no object', pointer);
    const sensitive = value.sensitive === true;
    this.#emit({ kind: 'output', address: `output.${name}`, name, sensitive, value, pointer });
  }

  resourceStart(): void {
    this.#header = {};
    this.#resource = null;
    this.#waiting = [];
  }

  resourceMember(name: string, value: JsonValue): void {
    Object.defineProperty(this.#header, name, { value, enumerable: true, writable: true, configurable: true });
  }

  /** One element of the block's `instances`. */
  instance(resourceIndex: number, index: number, value: JsonValue): void {
    if (this.#resource === null && !headerMembers.every((name) => Object.hasOwn(this.#header, name))) {
      this.#waiting.push({ index, value });
      return;
    }
    const resource = this.#resource ?? this.#openResource(resourceIndex);
    this.#emitInstance(resource, `/resources/${resourceIndex}/instances/${index}`, value);
  }

  resourceEnd(resourceIndex: number): void {
    const resource = this.#resource ?? this.#openResource(resourceIndex);
    for (const { index, value } of this.#waiting) {
      this.#emitInstance(resource, `/resources/${resourceIndex}/instances/${index}`, value);
    }
    const { mode, type, name, module, address, provider } = resource;
    const value = this.#header;
    this.#emit({
      kind: 'resource',
      mode,
      type,
      name,
      module,
      address,
      provider,
      value,
      pointer: `/resources/${resourceIndex}`,
    });
  }

  check(index: number, value: JsonValue): void {
    const pointer = `/check_results/${index}`;
    if (!isJsonObject(value)) throw damaged('a check result is no object', pointer);
    const objects = isJsonArray(value.objects) ? value.objects.filter(isJsonObject) : [];
    const part: CheckPart = {
      kind: 'check',
      objectKind: text(value.object_kind),
      configAddress: text(value.config_addr),
      status: text(value.status),
      objects: objects.map((object) => ({ address: text(object.object_addr), status: text(object.status) })),
      value,
      pointer,
    };
    this.#emit(part);
  }

  /** The list `resources`, or `modules` of a legacy state, even an empty one. */
  listStart(name: 'resources' | 'modules'): void {
    this.#metadata.sawList(name);
  }

  /** One element of `modules`. */
  module(index: number, value: JsonValue): void {
    for (const part of moduleParts(index, value)) this.#emit(part);
  }

  /** @throws StateDamagedError when the document is no state that Terraform or OpenTofu reads */
  end(): StateMetadata {
    return this.#metadata.end();
  }

  #openResource(resourceIndex: number): Resource {
    const pointer = `/resources/${resourceIndex}`;
    const { mode, type, name, module = '', provider = null } = this.#header;
    if (mode !== 'managed' && mode !== 'data')
      throw damaged('a resource has a mode other than managed and data', pointer);
    if (typeof type !== 'string' || typeof name !== 'string' || type === '' || name === '')
      throw damaged('a resource has no type or no name', pointer);
    if (typeof module !== 'string') throw damaged('the module address of a resource is no text', pointer);
    const address = resourceAddress(module, mode, type, name);
    const resource: Omit<ResourcePart, 'kind' | 'value' | 'pointer'> = {
      address,
      mode,
      type,
      name,
      module,
      provider: typeof provider === 'string' ? provider : null,
    };
    this.#resource = resource;
    return resource;
  }

  #emitInstance(resource: Resource, pointer: string, value: JsonValue): void {
    if (!isJsonObject(value)) throw damaged('an instance is no object', pointer);
    const key = instanceKey(value.index_key);
    if (key === undefined) throw damaged('an index_key is neither a number nor text', `${pointer}/index_key`);
    const { status = '', deposed = '' } = value;
    if (status !== '' && status !== 'tainted') throw damaged('an instance has an unknown status', `${pointer}/status`);
    if (typeof deposed !== 'string' || (deposed !== '' && deposed.length !== deposedKeyLength))
      throw damaged('a deposed key has not eight characters', `${pointer}/deposed`);
    const address = resource.address + instanceKeyText(key);
    const identity = `${deposed} ${address}`;
    if (this.#seen.has(identity)) throw damaged('an instance stands twice in the state', pointer);
    this.#seen.add(identity);
    this.#emit({
      kind: 'instance',
      resource,
      address,
      indexKey: key === null || typeof key === 'string' || typeof key === 'number' ? key : key.text,
      tainted: status === 'tainted',
      deposed: deposed === '' ? null : deposed,
      attributes: attributesOf(value, pointer),
      sensitivePaths: sensitivePathsOf(value.sensitive_attributes, `${pointer}/sensitive_attributes`),
      value,
      pointer,
    });
  }
}

function attributesOf(instance: JsonObject, pointer: string): InstancePart['attributes'] {
  const { attributes, attributes_flat: flatAttributes } = instance;
  if (isJsonObject(attributes)) return { value: attributes, pointer: `${pointer}/attributes`, flat: false };
  if (isJsonObject(flatAttributes)) return { value: flatAttributes, pointer: `${pointer}/attributes_flat`, flat: true };
  return null;
}

/** Paths as `marshalPaths` writes them; see facts of the format at {@link InstancePart.sensitivePaths}. */
function sensitivePathsOf(marks: JsonValue | undefined, pointer: string): readonly (readonly AttributeStep[])[] {
  if (marks === undefined || marks === null) return [];
  if (!isJsonArray(marks)) throw damaged('sensitive_attributes is no list of paths', pointer);
  return marks.map((path) => {
    if (!isJsonArray(path)) throw damaged('a sensitive path is no list of steps', pointer);
    return path.map((step) => {
      const value = isJsonObject(step) ? step.value : undefined;
      const key = isJsonObject(value) ? value.value : value;
      if (typeof key !== 'string' && typeof key !== 'number')
        throw damaged('a step of a sensitive path has no name and no index', pointer);
      return isJsonObject(value) && value.type === 'number' ? Number(key) : key;
    });
  });
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function damaged(detail: string, pointer: string): StateDamagedError {
  const damage: Damage = { reason: 'invalid-member', detail, pointer };
  return new StateDamagedError(damage);
}

import { instanceKey, instanceKeyText, isModuleAddress, isResourceAddress, resourceAddress } from './address.ts';
import { StateDamagedError } from './errors.ts';
import { isJsonObject, type JsonObject, type JsonValue, pointerToken } from './json.ts';
import { moduleParts } from './legacy.ts';
import { flagMember, invalidMember, listMember, setMember, textMember } from './members.ts';
import { MetadataBuilder } from './metadata.ts';
import type { InstancePart, MemberPart, StateMetadata, StatePart } from './part.ts';
import { sensitivePathsOf } from './sensitive.ts';
import { isTypeDescription } from './value-type.ts';

type Resource = InstancePart['resource'];

/** Members of a resource block that its instances' addresses are made of. */
const addressMembers = ['mode', 'type', 'name'] as const;
/** What instances show of their block beside it. A block may lack it: those of the root module have no module. */
const optionalMembers = ['module', 'provider'] as const;
const deposedKeyLength = 8;

/** The member of an encrypted state that holds its contents: as large as they are, and of no use to anybody. */
export const ciphertextMember = 'encrypted_data';

/** Top-level members that are taken apart, and what they have to be. Null stands for an empty one. */
const containers: ReadonlyMap<string, 'list' | 'object'> = new Map([
  ['outputs', 'object'],
  ['resources', 'list'],
  ['check_results', 'list'],
]);

/**
 * Makes parts of the values of a document, whichever way they were parsed, and refuses what Terraform's reader refuses.
 * Source: hashicorp/terraform internal/states/statefile/version4.go `prepareStateV4`. Every method throws StateDamagedError.
 */
export class PartBuilder {
  readonly #emit: (part: StatePart) => void;
  readonly #metadata = new MetadataBuilder();
  /** Members seen before it was known whether the document is an encrypted one, which has no parts. */
  #heldMembers: MemberPart[] = [];
  #resourcePointer = '';
  #header: Record<string, JsonValue> = {};
  #resource: Resource | null = null;
  /** Instances that came before what they show of their block. */
  #heldInstances: { pointer: string; value: JsonValue }[] = [];
  readonly #current = new Set<string>();
  readonly #deposed = new Set<string>();

  constructor(emit: (part: StatePart) => void) {
    this.#emit = emit;
  }

  /** Whether members have to be kept in memory, because the document has not shown its version yet. */
  get isHoldingMembers(): boolean {
    return !this.#metadata.isPlain;
  }

  /** Whether instances have to be kept in memory, because their block has not shown its name yet. */
  get isHoldingInstances(): boolean {
    return this.#heldInstances.length > 0;
  }

  /** A top-level member that is not taken apart. */
  member(name: string, value: JsonValue): void {
    const pointer = `/${pointerToken(name)}`;
    const container = containers.get(name);
    if (container !== undefined && value !== null) throw invalidMember(`${name} is no ${container}`, pointer);
    this.#metadata.member(name, value);
    const part: MemberPart = { kind: 'member', name, value, pointer };
    if (this.#metadata.isPlain) {
      this.#emitHeldMembers();
      this.#emit(part);
    } else if (name !== ciphertextMember) {
      this.#heldMembers.push(part);
    }
  }

  /** A top-level member that is taken apart begins. */
  containerStart(name: string): void {
    this.#metadata.saw(name);
  }

  output(name: string, value: JsonValue): void {
    const pointer = `/outputs/${pointerToken(name)}`;
    if (!isJsonObject(value)) throw invalidMember('an output is no object', pointer);
    if (!Object.hasOwn(value, 'value')) throw invalidMember('an output has no value', pointer);
    if (!isTypeDescription(value.type)) throw invalidMember('the type of an output is no type', `${pointer}/type`);
    const sensitive = flagMember(value, 'sensitive', pointer);
    this.#emit({ kind: 'output', address: `output.${name}`, name, sensitive, value, pointer });
  }

  resourceStart(index: number): void {
    this.#resourcePointer = `/resources/${index}`;
    this.#header = {};
    this.#resource = null;
    this.#heldInstances = [];
  }

  /** A member of the resource block, but for its `instances`. */
  resourceMember(name: string, value: JsonValue): void {
    if (name === 'instances' && value !== null) {
      throw invalidMember('instances is no list', `${this.#resourcePointer}/instances`);
    }
    setMember(this.#header, name, value);
    if (this.#resource === null) return;
    const late = optionalMembers.find((member) => member === name);
    if (late !== undefined && textMember(this.#header, late, this.#resourcePointer) !== (this.#resource[late] ?? '')) {
      const detail = `the ${late} of a resource stands behind more instances than limits.largestValue allows to keep`;
      const pointer = `${this.#resourcePointer}/${late}`;
      throw new StateDamagedError({ reason: 'value-too-large', detail, pointer });
    }
  }

  /** One element of the block's `instances`. Kept until the block shows its module: in the root module, until it ends. */
  instance(index: number, value: JsonValue): void {
    const pointer = `${this.#resourcePointer}/instances/${index}`;
    this.#heldInstances.push({ pointer, value });
    if (this.#resource !== null || (this.#has(addressMembers) && this.#has(optionalMembers))) this.#emitHeldInstances();
  }

  /**
   * Hands out the instances kept so far, when there is no memory to wait for the end of the block.
   * @returns false when it is not known what they are instances of
   */
  releaseInstances(): boolean {
    if (!this.#has(addressMembers)) return false;
    this.#emitHeldInstances();
    return true;
  }

  resourceEnd(): void {
    this.#emitHeldInstances();
    const resource = this.#openResource();
    this.#emit({ kind: 'resource', ...resource, value: this.#header, pointer: this.#resourcePointer });
  }

  check(index: number, value: JsonValue): void {
    const pointer = `/check_results/${index}`;
    if (!isJsonObject(value)) throw invalidMember('a check result is no object', pointer);
    const objects = listMember(value, 'objects', pointer).map((object, at) => {
      if (!isJsonObject(object)) throw invalidMember('a check result is no object', `${pointer}/objects/${at}`);
      const address = textMember(object, 'object_addr', `${pointer}/objects/${at}`);
      return { address, status: textMember(object, 'status', `${pointer}/objects/${at}`) };
    });
    this.#emit({
      kind: 'check',
      objectKind: textMember(value, 'object_kind', pointer),
      configAddress: textMember(value, 'config_addr', pointer),
      status: textMember(value, 'status', pointer),
      objects,
      value,
      pointer,
    });
  }

  /** One element of `modules`, of a legacy state. */
  module(index: number, value: JsonValue): void {
    for (const part of moduleParts(index, value)) this.#emit(part);
  }

  end(): StateMetadata {
    const metadata = this.#metadata.end();
    if (metadata.format !== 'encrypted') this.#emitHeldMembers();
    return metadata;
  }

  #emitHeldMembers(): void {
    for (const part of this.#heldMembers) this.#emit(part);
    this.#heldMembers = [];
  }

  #has(members: readonly string[]): boolean {
    return members.every((name) => Object.hasOwn(this.#header, name));
  }

  #emitHeldInstances(): void {
    const resource = this.#openResource();
    for (const { pointer, value } of this.#heldInstances) this.#emitInstance(resource, pointer, value);
    this.#heldInstances = [];
  }

  #openResource(): Resource {
    if (this.#resource !== null) return this.#resource;
    const pointer = this.#resourcePointer;
    const { mode } = this.#header;
    if (mode !== 'managed' && mode !== 'data') {
      throw invalidMember('a resource has a mode other than managed and data', pointer);
    }
    const type = textMember(this.#header, 'type', pointer);
    const name = textMember(this.#header, 'name', pointer);
    const module = textMember(this.#header, 'module', pointer);
    if (module !== '' && !isModuleAddress(module)) {
      throw invalidMember('the module of a resource is no address', `${pointer}/module`);
    }
    const provider = textMember(this.#header, 'provider', pointer);
    const address = resourceAddress(module, mode, type, name);
    this.#resource = { address, mode, type, name, module, provider: provider === '' ? null : provider };
    return this.#resource;
  }

  #emitInstance(resource: Resource, pointer: string, value: JsonValue): void {
    if (!isJsonObject(value)) throw invalidMember('an instance is no object', pointer);
    const key = instanceKey(value.index_key);
    if (key === undefined) throw invalidMember('an index_key is neither a number nor text', `${pointer}/index_key`);
    const status = textMember(value, 'status', pointer);
    if (status !== '' && status !== 'tainted') {
      throw invalidMember('an instance has an unknown status', `${pointer}/status`);
    }
    const deposed = textMember(value, 'deposed', pointer);
    if (deposed !== '' && Buffer.byteLength(deposed) !== deposedKeyLength) {
      throw invalidMember('a deposed key has not eight characters', `${pointer}/deposed`);
    }
    refuseDependencies(value, pointer);
    const address = resource.address + instanceKeyText(key);
    this.#refuseDuplicate(address, deposed, pointer);
    this.#emit({
      kind: 'instance',
      resource,
      address,
      indexKey: key === null || typeof key === 'string' || typeof key === 'number' ? key : key.text,
      tainted: status === 'tainted',
      deposed: deposed === '' ? null : deposed,
      attributes: attributesOf(value, pointer),
      sensitivePaths: sensitivePathsOf(value, pointer),
      value,
      pointer,
    });
  }

  #refuseDuplicate(address: string, deposed: string, pointer: string): void {
    const seen = deposed === '' ? this.#current : this.#deposed;
    const identity = deposed === '' ? address : `${deposed} ${address}`;
    if (seen.has(identity)) throw invalidMember('an instance stands twice in the state', pointer);
    seen.add(identity);
  }
}

function refuseDependencies(instance: JsonObject, pointer: string): void {
  const at = `${pointer}/dependencies`;
  for (const dependency of listMember(instance, 'dependencies', pointer)) {
    if (typeof dependency !== 'string' || !isResourceAddress(dependency)) {
      throw invalidMember('a dependency is no address of a resource', at);
    }
  }
}

function attributesOf(instance: JsonObject, pointer: string): InstancePart['attributes'] {
  const { attributes, attributes_flat: flatAttributes } = instance;
  if (isJsonObject(attributes)) return { value: attributes, pointer: `${pointer}/attributes`, flat: false };
  if (isJsonObject(flatAttributes)) return { value: flatAttributes, pointer: `${pointer}/attributes_flat`, flat: true };
  return null;
}

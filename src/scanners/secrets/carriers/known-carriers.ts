import type { AttributeStep, InstancePart } from '../../../state/part.ts';
import type { ScalarCursor } from '../../../state/walk.ts';
import { PackedFacts } from '../packed-facts.ts';

/** Steps above the attributes of an instance: the member that holds them. */
const above = 1;

const carriers = new PackedFacts(async () => (await import('./provider-carriers.ts')).providerCarriers);
const attributesByType = new Map<string, ReadonlySet<string>>();

/** Where in an instance credentials often stand though no provider declares it: user data, environments, values of charts. */
export class KnownCarriers {
  readonly #paths: readonly string[];
  /** Attributes that the paths begin with. */
  readonly #attributes: ReadonlySet<string>;
  readonly #flat: boolean;

  /** Has to be done once before any is asked for. */
  static load(): Promise<void> {
    return carriers.load();
  }

  /** @returns null for most types: nothing is known of them */
  static of({ resource, attributes }: InstancePart): KnownCarriers | null {
    const type = resource.mode === 'data' ? `data.${resource.type}` : resource.type;
    const paths = carriers.of(type);
    if (attributes === null || paths.length === 0) return null;
    return new KnownCarriers(type, paths, attributes.flat);
  }

  private constructor(type: string, paths: readonly string[], flat: boolean) {
    const attributes = attributesByType.get(type) ?? new Set(paths.map((path) => path.split('.')[0] ?? path));
    attributesByType.set(type, attributes);
    this.#paths = paths;
    this.#attributes = attributes;
    this.#flat = flat;
  }

  /** Cheap: false for a text in an attribute that has none. */
  mayHold(cursor: ScalarCursor): boolean {
    const attribute = cursor.step(above);
    if (typeof attribute !== 'string') return false;
    return this.#attributes.has(this.#flat ? (attribute.split('.')[0] ?? '') : attribute);
  }

  /**
   * Whether a text stands in one.
   * @param steps from the instance down to it; flat names of legacy states are one step
   */
  hold(steps: readonly AttributeStep[]): boolean {
    const names = steps.slice(above).flatMap((step) => (typeof step === 'string' ? step.split('.') : []));
    const plain = names.filter((name) => !/^\d+$/.test(name)).join('.');
    return this.#paths.some((path) => plain === path || plain.startsWith(`${path}.`));
  }
}

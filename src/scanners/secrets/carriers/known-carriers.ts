import type { AttributeStep, InstancePart } from '../../../state/part.ts';
import { PackedFacts } from '../packed-facts.ts';
import { providerCarriers } from './provider-carriers.ts';

const carriers = new PackedFacts(providerCarriers);

/** Where in an instance credentials often stand though no provider declares it: user data, environments, values of charts. */
export class KnownCarriers {
  readonly #paths: readonly string[];
  readonly #above: readonly AttributeStep[];

  constructor({ resource, attributes, pointer }: InstancePart) {
    this.#paths = carriers.of(resource.mode === 'data' ? `data.${resource.type}` : resource.type);
    this.#above = attributes === null ? [] : attributes.pointer.slice(pointer.length).split('/').slice(1);
  }

  /** Whether there are any for this type. */
  get any(): boolean {
    return this.#paths.length > 0;
  }

  /**
   * Whether a text stands in one.
   * @param steps from the instance down to it; flat names of legacy states are one step
   */
  hold(steps: readonly AttributeStep[]): boolean {
    const below = steps.slice(this.#above.length);
    const names = below
      .flatMap((step) => (typeof step === 'string' ? step.split('.') : []))
      .filter((name) => !/^\d+$/.test(name));
    const plain = names.join('.');
    return this.#paths.some((path) => plain === path || plain.startsWith(`${path}.`));
  }
}

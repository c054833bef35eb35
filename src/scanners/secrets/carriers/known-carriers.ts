import type { AttributeStep, InstancePart } from '../../../state/part.ts';
import { PackedFacts } from '../packed-facts.ts';
import { providerCarriers } from './provider-carriers.ts';

const carriers = new PackedFacts(providerCarriers);

/**
 * Where in an instance credentials often stand though no provider declares it: user data, environments, values of charts.
 * @returns paths below the attributes; empty for most types
 */
export function knownCarriers({ resource }: InstancePart): readonly string[] {
  return carriers.of(resource.mode === 'data' ? `data.${resource.type}` : resource.type);
}

/**
 * Whether a text stands in one of them.
 * @param steps from the instance down to it; flat names of legacy states are one step
 */
export function standsIn(paths: readonly string[], part: InstancePart, steps: readonly AttributeStep[]): boolean {
  if (part.attributes === null) return false;
  const above = part.attributes.pointer.slice(part.pointer.length).split('/').length - 1;
  const names = steps.slice(above).flatMap((step) => (typeof step === 'string' ? step.split('.') : []));
  const plain = names.filter((name) => !/^\d+$/.test(name)).join('.');
  return paths.some((path) => plain === path || plain.startsWith(`${path}.`));
}

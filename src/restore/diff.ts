import type { InstanceOutline, StateOutline } from './outline.ts';

/** What one document has that another has not, by names alone. Sorted. */
interface NameDiff {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** An instance that is in both documents, and differs. Never a value. */
export interface ChangedInstance {
  readonly address: string;
  /** Names of the attributes that differ. */
  readonly attributes: readonly string[];
  /** Names of other members that differ: `status` (tainted), `dependencies`, `private`, `provider`. */
  readonly members: readonly string[];
}

/** What a restore changes in a state. `added`: in the version that is put back, and not in the current one. */
export interface StateDiff {
  readonly resources: NameDiff & { readonly changed: readonly ChangedInstance[] };
  readonly outputs: NameDiff & { readonly changed: readonly string[] };
}

const nothing: StateOutline = { managedInstances: 0, instances: new Map(), outputs: new Map() };

/** @param current null where there is none, as after a deletion: then everything is added */
export function diffOf(current: StateOutline | null, chosen: StateOutline): StateDiff {
  const before = current ?? nothing;
  const changed = [...chosen.instances].flatMap(([address, instance]) => {
    const other = before.instances.get(address);
    return other === undefined ? [] : changeOf(address, other, instance);
  });
  return {
    resources: {
      ...namesDiff(before.instances, chosen.instances),
      changed: changed.sort((one, other) => (one.address < other.address ? -1 : 1)),
    },
    outputs: {
      ...namesDiff(before.outputs, chosen.outputs),
      changed: differing(before.outputs, chosen.outputs, false),
    },
  };
}

/** Whether two documents hold the same resources and outputs. */
export function isEmpty({ resources, outputs }: StateDiff): boolean {
  return [resources, outputs].every(
    ({ added, removed, changed }) => added.length + removed.length + changed.length === 0,
  );
}

function changeOf(address: string, before: InstanceOutline, after: InstanceOutline): readonly ChangedInstance[] {
  const attributes = differing(before.attributes, after.attributes, true);
  const members = differing(before.members, after.members, true);
  return attributes.length + members.length === 0 ? [] : [{ address, attributes, members }];
}

function namesDiff(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): NameDiff {
  const without = (names: ReadonlyMap<string, unknown>, others: ReadonlyMap<string, unknown>) =>
    [...names.keys()].filter((name) => !others.has(name)).sort();
  return { added: without(after, before), removed: without(before, after) };
}

/** @param orAbsent whether a name that only one of the two has differs as well */
function differing(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  orAbsent: boolean,
): readonly string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names]
    .filter((name) => before.get(name) !== after.get(name) && (orAbsent || (before.has(name) && after.has(name))))
    .sort();
}

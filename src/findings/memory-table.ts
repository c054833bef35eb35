import type { Condition, FindingsTable, ItemQuery } from './findings-table.ts';
import type { Item } from './items.ts';
import { type ItemKey, primaryKey } from './table.ts';

/**
 * The findings table of one process that forgets it: what a scan takes that keeps nothing. Items go in and come out as they do with
 * DynamoDB; asking an index goes through all of them, which no scan does for each target.
 */
export function memoryTable(): FindingsTable {
  const partitions = new Map<string, Map<string, Item>>();

  function itemAt({ pk, sk }: ItemKey): Item | undefined {
    return partitions.get(pk)?.get(sk);
  }

  function put(item: Item): void {
    const items = partitions.get(item.pk);
    if (items === undefined) partitions.set(item.pk, new Map([[item.sk, item]]));
    else items.set(item.sk, item);
  }

  function itemsOf({ index, partition }: ItemQuery): readonly Item[] {
    if (index === undefined) return [...(partitions.get(partition)?.values() ?? [])];
    return [...partitions.values()].flatMap((items) =>
      [...items.values()].filter((item) => item[index.partition] === partition),
    );
  }

  return {
    retention: null,
    writers: 'one',
    getItem: async (key) => itemAt(key),
    getItems: async (keys) => keys.map(itemAt).filter((item) => item !== undefined),
    async putItem(item, condition) {
      if (!holds(condition, itemAt(item))) return false;
      put(item);
      return true;
    },
    async putTransitions(events, findings) {
      for (const item of [...events, ...findings.map((found) => found.item)]) put(item);
    },
    async removeAttribute(key, attribute, condition) {
      const item = itemAt(key);
      if (item === undefined || !holds(condition, item)) return false;
      const { [attribute]: _removed, ...rest } = item;
      put({ ...rest, ...key });
      return true;
    },
    async *query(query) {
      const { sort } = query.index ?? primaryKey;
      const keyOf = (item: Item) => (sort === null ? '' : String(item[sort]));
      const { from = '' } = query;
      const found = itemsOf(query)
        .filter((item) => keyOf(item) >= from)
        .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
      yield query.newestFirst === true ? found.reverse() : found;
    },
  };
}

function holds(condition: Condition, item: Item | undefined): boolean {
  if ('absent' in condition) return item === undefined;
  if ('revision' in condition) return item?.revision === condition.revision;
  return item === undefined || Number(item.revision) < condition.revisionBelow;
}

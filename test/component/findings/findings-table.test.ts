import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbTable } from '../../../src/findings/dynamodb-table.ts';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../../src/findings/embedded-database.ts';
import type { FindingsTable, ItemQuery } from '../../../src/findings/findings-table.ts';
import type { Item } from '../../../src/findings/items.ts';
import { memoryTable } from '../../../src/findings/memory-table.ts';
import { indexes } from '../../../src/findings/table.ts';
import { all } from '../../support/findings.ts';

let table: FindingsTable;
let database: EmbeddedDatabase | null;

afterEach(() => database?.close());

const item = (sk: string, attributes: Readonly<Record<string, string | number | null>> = {}): Item => ({
  pk: 'p',
  sk,
  ...attributes,
});

async function put(...items: readonly Item[]): Promise<void> {
  for (const each of items) expect(await table.putItem(each, { absent: true })).toBe(true);
}

async function sortKeys(query: ItemQuery): Promise<readonly unknown[]> {
  return (await all(table.query(query))).flat().map((found) => (found as Item).sk);
}

describe.each(['in DynamoDB', 'in memory'])('a findings table %s', (place) => {
  beforeEach(async () => {
    database = place === 'in memory' ? null : await openEmbeddedDatabase();
    table = database === null ? memoryTable() : dynamoDbTable(database);
  });

  it('gives items by their keys, and nothing for what is not there', async () => {
    await put(item('a', { n: 1, none: null }), item('b'));
    expect(await table.getItem(item('a'))).toEqual(item('a', { n: 1, none: null }));
    expect(await table.getItem({ pk: 'a', sk: 'p' })).toBeUndefined();
    expect(await table.getItems([item('b'), item('c')])).toEqual([item('b')]);
  });

  it('puts an item only where its condition holds', async () => {
    await put(item('a', { revision: 2 }));
    const of = (revision: number) => item('a', { revision });
    expect(await table.putItem(of(9), { absent: true })).toBe(false);
    expect(await table.putItem(of(9), { revision: 1 })).toBe(false);
    expect(await table.putItem(of(9), { revisionBelow: 2 })).toBe(false);
    expect(await table.getItem(item('a'))).toEqual(of(2));
    expect(await table.putItem(of(3), { revision: 2 })).toBe(true);
    expect(await table.putItem(of(4), { revisionBelow: 4 })).toBe(true);
    expect(await table.putItem(item('b', { revision: 1 }), { revisionBelow: 1 })).toBe(true);
    expect(await table.putItem(item('c'), { revision: 1 })).toBe(false);
    expect(await table.getItem(item('a'))).toEqual(of(4));
  });

  it('removes an attribute only where the condition holds', async () => {
    await put(item('a', { revision: 2, outbox: 'x' }));
    expect(await table.removeAttribute(item('a'), 'outbox', { revision: 1 })).toBe(false);
    expect(await table.removeAttribute(item('b'), 'outbox', { revision: 1 })).toBe(false);
    expect(await table.getItem(item('a'))).toEqual(item('a', { revision: 2, outbox: 'x' }));
    expect(await table.removeAttribute(item('a'), 'outbox', { revision: 2 })).toBe(true);
    expect(await table.getItem(item('a'))).toEqual(item('a', { revision: 2 }));
    expect(await table.getItem(item('b'))).toBeUndefined();
  });

  it('gives a partition in the order of its sort key, from a key on, or from its end', async () => {
    await put(item('2'), item('1'), item('3'), { pk: 'q', sk: '4' });
    expect(await sortKeys({ partition: 'p', consistent: true })).toEqual(['1', '2', '3']);
    expect(await sortKeys({ partition: 'p', from: '2' })).toEqual(['2', '3']);
    expect(await sortKeys({ partition: 'p', newestFirst: true })).toEqual(['3', '2', '1']);
    expect(await sortKeys({ partition: 'r' })).toEqual([]);
  });

  it('gives what an index holds, over all partitions, in the order of the index', async () => {
    const log = (changeKey: string) => ({ log: 'changes', changeKey });
    await put(item('a', log('2')), { pk: 'q', sk: 'b', ...log('1') }, item('c'), item('d', { ...log('3'), log: 'x' }));
    const query = { index: indexes.changes, partition: 'changes' };
    expect(await sortKeys(query)).toEqual(['b', 'a']);
    expect(await sortKeys({ ...query, from: '2' })).toEqual(['a']);
    expect(await sortKeys({ ...query, newestFirst: true })).toEqual(['a', 'b']);
  });

  it('puts events and findings of a transition, no finding over a newer one where many write', async () => {
    await put(item('f', { revision: 1 }));
    await table.putTransitions([item('e')], [{ item: item('f', { revision: 2 }), revision: 2 }]);
    expect(await sortKeys({ partition: 'p', consistent: true })).toEqual(['e', 'f']);
    expect(await table.getItem(item('f'))).toEqual(item('f', { revision: 2 }));
  });
});

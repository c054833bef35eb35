import { findingsStore } from './findings-store.ts';
import { memoryTable } from './memory-table.ts';
import type { FindingsStore } from './store.ts';

/**
 * The findings store without AWS: in a folder an embedded DynamoDB in this process, else a table in memory, gone with `close`.
 * @throws StoreFolderError when the folder can't be used, or another process uses it
 */
export async function openEmbeddedStore({
  folder,
}: {
  readonly folder?: string;
} = {}): Promise<{ readonly store: FindingsStore; close(): Promise<void> }> {
  if (folder === undefined) return { store: findingsStore(memoryTable()), close: () => Promise.resolve() };
  // What nobody keeps needs no database: it is loaded for those who do.
  const [{ openEmbeddedDatabase }, { dynamoDbStore }] = await Promise.all([
    import('./embedded-database.ts'),
    import('./dynamodb-store.ts'),
  ]);
  const database = await openEmbeddedDatabase({ folder });
  return { store: dynamoDbStore({ ...database, writers: 'one' }), close: database.close };
}

import { makeDynamoDbClient } from '../aws/clients.ts';
import { dynamoDbStore } from '../findings/dynamodb-store.ts';
import { openEmbeddedStore } from '../findings/embedded.ts';
import type { FindingsStore } from '../findings/store.ts';

const tableScheme = 'dynamodb://';

/** An open findings store; `close` gives back what it holds. */
export interface OpenStore {
  readonly store: FindingsStore;
  close(): Promise<void>;
}

/**
 * Opens the findings that a command reads, or records what it did in.
 * @param place `dynamodb://TABLE` for the table of a deployment, else the folder that `scan --store` keeps
 * @throws StoreFolderError
 */
export async function openStore(place: string): Promise<OpenStore> {
  if (!place.startsWith(tableScheme)) return await openEmbeddedStore({ folder: place });
  const client = makeDynamoDbClient();
  const store = dynamoDbStore({ client, tableName: place.slice(tableScheme.length) });
  return { store, close: async () => client.destroy() };
}

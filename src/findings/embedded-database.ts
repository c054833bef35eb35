import { mkdir, readdir } from 'node:fs/promises';
import { Agent, type Server } from 'node:http';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { Level } from 'level';
import { StoreFolderError } from './errors.ts';
import { indexes, primaryKey, type TableIndex } from './table.ts';

type RequestSigner = Exclude<NonNullable<DynamoDBClientConfig['signer']>, (...parameters: never) => unknown>;

const tableName = 'statewarden-findings';

/** Stands in every LevelDB folder: google/leveldb, `doc/impl.md`. */
const levelFile = 'CURRENT';

export interface EmbeddedDatabase {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  close(): Promise<void>;
}

/**
 * An embedded DynamoDB in this process with its findings table.
 * @param settings.folder where to keep it; in memory, and gone with `close`, when left out
 * @throws StoreFolderError when the folder can't be used, or another process uses it
 */
export async function openEmbeddedDatabase({ folder }: { readonly folder?: string } = {}): Promise<EmbeddedDatabase> {
  if (folder !== undefined) await ensureUsable(folder);
  const server = dynalite({ createTableMs: 0, ...(folder === undefined ? {} : { path: folder }) });
  const port = await listen(server);
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'embedded', secretAccessKey: 'embedded' },
    signer: unsigned,
    requestHandler: { httpAgent: new Agent({ keepAlive: true, maxSockets: 32 }) },
  });
  const close = async () => {
    client.destroy();
    server.closeAllConnections();
    await new Promise<void>((resolve, reject) => {
      server.close((error) => (error === undefined || error === null ? resolve() : reject(error)));
    });
  };
  try {
    await ensureTable(client);
  } catch (error) {
    await close();
    throw error;
  }
  return { client, tableName, close };
}

/** dynalite looks for a signature and never at it: computing one is a seventh of a request's time. */
const unsigned: RequestSigner = {
  async sign(request) {
    const authorization = 'AWS4-HMAC-SHA256 Credential=embedded, SignedHeaders=none, Signature=none';
    return { ...request, headers: { ...request.headers, authorization, 'x-amz-date': 'none' } };
  },
};

/** dynalite ends the process when it can't open its folder: so it is opened and closed once before. */
async function ensureUsable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const names = await readdir(folder);
    if (names.length > 0 && !names.includes(levelFile)) throw new StoreFolderError(folder, 'not a store');
    const level = new Level(folder);
    await level.open();
    await level.close();
  } catch (error) {
    if (error instanceof StoreFolderError) throw error;
    throw new StoreFolderError(folder, isLocked(error) ? 'in use' : 'unusable', { cause: error });
  }
}

/** {@link https://github.com/Level/classic-level#errors} */
function isLocked(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED';
}

async function listen(server: Server): Promise<number> {
  // While a large state is parsed nothing is answered: no connection may be given up meanwhile.
  server.keepAliveTimeout = 0;
  server.headersTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The embedded store listens on no port.');
  return address.port;
}

async function ensureTable(client: DynamoDBClient): Promise<void> {
  let status = await tableStatus(client);
  if (status === undefined) await client.send(new CreateTableCommand(createTableInput(tableName)));
  while (status !== 'ACTIVE') status = await tableStatus(client);
}

async function tableStatus(client: DynamoDBClient): Promise<string | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    return Table?.TableStatus;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** The request that makes a table after `table.ts`. */
function createTableInput(name: string): CreateTableCommandInput {
  const all: readonly TableIndex[] = Object.values(indexes);
  const attributes = new Set<string>(Object.values(primaryKey));
  for (const { partition, sort } of all) {
    attributes.add(partition);
    if (sort !== null) attributes.add(sort);
  }
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...attributes].map((attribute) => ({ AttributeName: attribute, AttributeType: 'S' })),
    KeySchema: keySchema(primaryKey.partition, primaryKey.sort),
    GlobalSecondaryIndexes: all.map(({ name: IndexName, partition, sort, holds }) => ({
      IndexName,
      KeySchema: keySchema(partition, sort),
      Projection:
        holds === 'all' ? { ProjectionType: 'ALL' } : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...holds] },
    })),
  };
}

function keySchema(partition: string, sort: string | null): NonNullable<CreateTableCommandInput['KeySchema']> {
  return [
    { AttributeName: partition, KeyType: 'HASH' },
    ...(sort === null ? [] : [{ AttributeName: sort, KeyType: 'RANGE' as const }]),
  ];
}

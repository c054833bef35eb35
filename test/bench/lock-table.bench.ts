import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { openEmbeddedDatabase } from '../../src/findings/embedded-database.ts';
import { dynamoDbLockTable, TableReadings } from '../../src/sources/s3/lock-table.ts';
import { countTableUse } from '../support/counted-table.ts';
import type { Bench } from './bench.ts';

const bucket = 'acme-tfstate';
const TableName = 'terraform-locks';

/** What one sweep reads of a large lock table. */
export const bench: Bench = {
  name: 'lock-table',
  page: 'cost',
  async run() {
    const rows = [];
    for (const items of [1_000, 100_000]) rows.push(await readOnce(items));
    return [
      {
        title: 'One reading of a lock table',
        note: 'Digests of that many states, a hundredth of them locked. Read page by page, once for all states of all sources that share the table; what is kept of it is kept for one run.',
        columns: ['items', 'requests', 'entries found'],
        rows,
      },
    ];
  },
};

async function readOnce(items: number): Promise<readonly string[]> {
  const { client, close } = await openEmbeddedDatabase();
  try {
    await fill(DynamoDBDocumentClient.from(client), items);
    const use = countTableUse(client);
    const table = dynamoDbLockTable({
      client,
      name: TableName,
      bucket,
      prefix: '',
      buckets: [bucket],
      answers: true,
      readings: new TableReadings(),
    });
    const { signal } = new AbortController();
    let found = 0;
    for await (const _ of table.entries(signal)) found++;
    return [items.toLocaleString('en'), use.readRequests.toLocaleString('en'), found.toLocaleString('en')];
  } finally {
    await close();
  }
}

async function fill(documents: DynamoDBDocumentClient, items: number): Promise<void> {
  await documents.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [{ AttributeName: 'LockID', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'LockID', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  for (let start = 0; start < items; start += 25) {
    const requests = Array.from({ length: Math.min(25, items - start) }, (_, offset) => ({
      PutRequest: { Item: itemOf(start + offset) },
    }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }));
  }
}

function itemOf(index: number): Record<string, string> {
  const LockID = `${bucket}/live/production/team-${index % 40}/stack-${index}/terraform.tfstate`;
  if (index % 100 > 0) return { LockID: `${LockID}-md5`, Digest: index.toString(16).padStart(32, '0') };
  return { LockID, Info: JSON.stringify({ ID: 'example', Operation: 'OperationTypePlan', Who: 'runner@ci' }) };
}

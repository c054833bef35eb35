import { createHash } from 'node:crypto';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { parseConfiguration } from '../../src/config/load.ts';
import { dynamoDbStore } from '../../src/findings/dynamodb-store.ts';
import { openEmbeddedDatabase } from '../../src/findings/embedded-database.ts';
import { scanEstate } from '../../src/pipeline/scan-estate.ts';
import type { ScanReport } from '../../src/reports/report.ts';
import { scanners } from '../../src/scanners/index.ts';
import { dynamoDbLockTable, TableReadings } from '../../src/sources/s3/lock-table.ts';
import { s3Source } from '../../src/sources/s3/s3-source.ts';
import { type S3Server, startS3 } from './s3-server.ts';

const table = 'terraform-locks';
const id = 'd9b78f87-3dfd-3146-b3ff-7d43a1895933';

/** A bucket with versions and a lock table, in which things happen as Terraform and people make them happen, at times that are told. */
export interface LockBed {
  readonly s3: S3Server;
  readonly database: DynamoDBClient;
  /** What the table is set up like, beside what the embedded DynamoDB knows. */
  readonly protection: { recovery: boolean };
  write(key: string, text: string, at: string): void;
  /** Takes and releases the lock file. @param to null: it is not released */
  holdFile(key: string, from: string, to: string | null): void;
  releaseFile(key: string, at: string): void;
  holdTable(key: string, at: string, info?: string): Promise<void>;
  releaseTable(key: string): Promise<void>;
  /** Sets the digest. @param text of the state; or what stands in its place */
  digest(key: string, text: string): Promise<void>;
  removeDigest(key: string): Promise<void>;
  stranger(lockId: string): Promise<void>;
  dropTable(): Promise<void>;
  /** Scans for locks. @param options of the scanner, as YAML. @param names of the scanners that run */
  scan(now: string, options?: string, names?: readonly string[]): Promise<ScanReport>;
  /** The same, as `check/id key`, sorted. */
  open(now: string, options?: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** As Terraform writes it. Source: hashicorp/terraform internal/states/statemgr/locker.go. */
function lockInfo(created: string): string {
  return JSON.stringify({
    ID: id,
    Operation: 'OperationTypeApply',
    Info: '',
    Who: 'runner@ci-7',
    Version: '1.11.4',
    Created: created,
    Path: 'any',
  });
}

export async function lockBed(): Promise<LockBed> {
  const [s3, findings, locks] = await Promise.all([startS3(), openEmbeddedDatabase(), openEmbeddedDatabase()]);
  const { client } = locks;
  await client.send(
    new CreateTableCommand({
      TableName: table,
      KeySchema: [{ AttributeName: 'LockID', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'LockID', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  for (let status = ''; status !== 'ACTIVE'; ) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    status = Table?.TableStatus ?? '';
  }
  const protection = { recovery: true };
  // The embedded DynamoDB knows no backups.
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) =>
        commandName === 'DescribeContinuousBackupsCommand'
          ? { response: {}, output: { $metadata: {}, ...recoveryAnswer(protection.recovery) } }
          : next(args),
    { step: 'initialize' },
  );
  const documents = DynamoDBDocumentClient.from(client);
  const store = dynamoDbStore({ ...findings, writers: 'one' });
  const lockTable = dynamoDbLockTable({
    client,
    name: table,
    bucket: s3.bucket,
    prefix: '',
    buckets: [s3.bucket],
    answers: true,
    readings: new TableReadings(),
  });
  const source = s3Source({ name: 'main', bucket: s3.bucket, prefix: '', client: s3.client(), lockTable });
  const put = (Item: Record<string, string>) => documents.send(new PutCommand({ TableName: table, Item }));
  const remove = (LockID: string) => documents.send(new DeleteCommand({ TableName: table, Key: { LockID } }));
  const idOf = (key: string) => `${s3.bucket}/${key}`;
  /** S3's clock goes on before each write. */
  const at = (time: string) => s3.setTime(new Date(Date.parse(time) - 1000).toISOString());

  const bed: LockBed = {
    s3,
    database: client,
    protection,
    write(key, text, time) {
      at(time);
      s3.put(key, text);
    },
    holdFile(key, from, to) {
      at(from);
      s3.put(`${key}.tflock`, lockInfo(from));
      if (to !== null) bed.releaseFile(key, to);
    },
    releaseFile(key, time) {
      at(time);
      s3.remove(`${key}.tflock`);
    },
    holdTable: async (key, time, info = lockInfo(time)) => void (await put({ LockID: idOf(key), Info: info })),
    releaseTable: async (key) => void (await remove(idOf(key))),
    digest: async (key, text) => void (await put({ LockID: `${idOf(key)}-md5`, Digest: md5(text) })),
    removeDigest: async (key) => void (await remove(`${idOf(key)}-md5`)),
    stranger: async (LockID) => void (await put({ LockID, Digest: md5('') })),
    async dropTable() {
      await client.send(new DeleteTableCommand({ TableName: table }));
      await waitUntilTableNotExists({ client, maxWaitTime: 10, minDelay: 1, maxDelay: 1 }, { TableName: table });
    },
    async scan(now, options = '', names = ['locks']) {
      const text = `scanners: { locks: { ${options} } }`;
      const configuration = parseConfiguration(text, { scanners, file: 'of the test', baseFolder: '/' });
      return await scanEstate({
        sources: [source],
        scanners: scanners.filter(({ name }) => names.includes(name)),
        configuration,
        store,
        clock: () => new Date(now),
        signal: new AbortController().signal,
      });
    },
    async open(now, options) {
      const { findings: open, errors } = await bed.scan(now, options);
      if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join(' '));
      return open.map(({ checkId, stateKey }) => `${checkId} ${stateKey}`).sort();
    },
    async close() {
      await Promise.all([s3.close(), findings.close(), locks.close()]);
    },
  };
  return bed;
}

function recoveryAnswer(isOn: boolean) {
  const PointInTimeRecoveryStatus = isOn ? 'ENABLED' : 'DISABLED';
  return { ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus } } };
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

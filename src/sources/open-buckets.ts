import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type ClientSettings, makeDynamoDbClient, makeS3Client } from '../aws/clients.ts';
import type { SourceSettings } from '../config/source-settings.ts';
import { awsBackup } from './s3/aws-backup.ts';
import { dynamoDbLockTable, TableReadings } from './s3/lock-table.ts';
import { s3Copy } from './s3/s3-copy.ts';
import { s3Source } from './s3/s3-source.ts';
import type { LockTable, Source } from './source.ts';

type Environment = Readonly<Record<string, string | undefined>>;

type BucketSettings = Extract<SourceSettings, { bucket: string }>;

/**
 * Opens the buckets of an estate, which is all that a deployment has: those that lock with the same table read it together. Nothing is
 * read yet.
 * @param environment environment variables
 */
export function openBuckets(settings: readonly SourceSettings[], environment: Environment): readonly Source[] {
  const tables = new SharedTables(settings);
  return settings.flatMap((source) => ('bucket' in source ? [openBucket(source, environment, tables)] : []));
}

/** @param tables lock tables of the estate that it belongs to */
export function openBucket(settings: BucketSettings, environment: Environment, tables: SharedTables): Source {
  const { name, bucket, prefix, include, exclude, workspaceKeyPrefix } = settings;
  const lockTable = tables.of(settings);
  const client = makeS3Client(clientSettings(settings), environment);
  const globs = { ...(include && { include }), ...(exclude && { exclude }) };
  const copies = (settings.copies ?? []).map(({ bucket, prefix, maximumAge, ...access }) =>
    s3Copy({ client: makeS3Client(clientSettings(access), environment), bucket, prefix, maximumAge }),
  );
  const workspaces = workspaceKeyPrefix === undefined ? {} : { workspaceKeyPrefix };
  return s3Source({
    name,
    bucket,
    prefix,
    ...globs,
    ...workspaces,
    client,
    copies,
    ...(settings.awsBackup === undefined
      ? {}
      : { awsBackup: awsBackup({ ...settings.awsBackup, bucket, access: clientSettings(settings) }) }),
    ...(lockTable === null ? {} : { lockTable }),
  });
}

interface SharedTable {
  readonly buckets: readonly string[];
  /** The source that answers for it. */
  readonly first: BucketSettings;
  readonly client: DynamoDBClient;
  readonly readings: TableReadings;
}

/** Lock tables of an estate, one for each table in the world: name, region and who may read it. */
export class SharedTables {
  readonly #tables: ReadonlyMap<string, SharedTable>;

  constructor(settings: readonly SourceSettings[]) {
    const tables = new Map<string, SharedTable>();
    for (const source of settings) {
      if (!('bucket' in source) || source.lockTable === undefined) continue;
      const id = idOf(source);
      const known = tables.get(id);
      tables.set(id, {
        buckets: [...new Set([...(known?.buckets ?? []), source.bucket])],
        first: known?.first ?? source,
        client: known?.client ?? makeDynamoDbClient(clientSettings(source)),
        readings: known?.readings ?? new TableReadings(),
      });
    }
    this.#tables = tables;
  }

  of(source: BucketSettings): LockTable | null {
    const shared = this.#tables.get(idOf(source));
    if (source.lockTable === undefined || shared === undefined) return null;
    const { bucket, prefix, lockTable: name } = source;
    const { first, ...table } = shared;
    return dynamoDbLockTable({ ...table, name, bucket, prefix, answers: first === source });
  }
}

function idOf({ lockTable, region, roleArn }: BucketSettings): string {
  return JSON.stringify([lockTable, region, roleArn]);
}

function clientSettings({ region, roleArn, externalId }: ClientSettings): ClientSettings {
  return {
    ...(region === undefined ? {} : { region }),
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(externalId === undefined ? {} : { externalId }),
  };
}

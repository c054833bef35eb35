import { posix, relative, resolve, sep } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type ClientSettings, makeDynamoDbClient, makeS3Client } from '../aws/clients.ts';
import type { SourceSettings } from '../config/source-settings.ts';
import { SourceError } from './errors.ts';
import { folderSource } from './folder/folder-source.ts';
import { dynamoDbLockTable, TableReadings } from './s3/lock-table.ts';
import { s3Copy } from './s3/s3-copy.ts';
import { s3Source } from './s3/s3-source.ts';
import type { LockTable, Source } from './source.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Opens a source as the configuration describes it. Nothing is read yet. @param environment environment variables */
export function openSource(settings: SourceSettings, environment: Environment): Source {
  return open(settings, environment, new SharedTables([settings]));
}

/** Opens the sources of an estate: those that lock with the same table read it together. */
export function openEstate(settings: readonly SourceSettings[], environment: Environment): readonly Source[] {
  const tables = new SharedTables(settings);
  return settings.map((source) => open(source, environment, tables));
}

function open(settings: SourceSettings, environment: Environment, tables: SharedTables): Source {
  if ('folder' in settings) {
    const { folder, ...rest } = settings;
    return folderSource({ ...rest, path: folder });
  }
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
    ...(lockTable === null ? {} : { lockTable }),
  });
}

type BucketSettings = Extract<SourceSettings, { bucket: string }>;

interface SharedTable {
  readonly buckets: readonly string[];
  /** The source that answers for it. */
  readonly first: BucketSettings;
  readonly client: DynamoDBClient;
  readonly readings: TableReadings;
}

/** Lock tables of an estate, one for each table in the world: name, region and who may read it. */
class SharedTables {
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

/** Source: Amazon S3 user guide, "General purpose bucket naming rules". */
const s3Address = /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(?<prefix>.*))?$/s;

/**
 * What a person typed: `./states`, `one.tfstate`, `s3://bucket/prefix`. A prefix is one of keys, as typed: `s3://acme/prod`
 * stands for `prod/…` and `production/…`, `s3://acme/prod/` for the first alone.
 * @param workingFolder absolute; a path is named as seen from it, so that findings have the same ids on each machine
 * @throws SourceError for an S3 address without a bucket
 */
export function parseLocation(text: string, workingFolder: string): SourceSettings {
  if (!/^s3:\//i.test(text)) {
    const folder = resolve(workingFolder, text);
    const name = relative(workingFolder, folder).split(sep).join(posix.sep);
    return { name: name === '' ? '.' : name, folder };
  }
  const { bucket, prefix = '' } = s3Address.exec(text)?.groups ?? {};
  if (bucket === undefined) {
    throw new SourceError({
      location: text,
      failure: 'invalid',
      detail: /^s3:\/*$/i.test(text) ? 'the address names no bucket' : 'that is no address of a bucket',
      action: 'Write s3://BUCKET or s3://BUCKET/PREFIX.',
    });
  }
  return { name: `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`, bucket, prefix };
}

import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeDynamoDbClient, makeS3Client } from '../aws/clients.ts';
import type { Configuration } from '../config/configuration.ts';
import type { SourceSettings } from '../config/source-settings.ts';
import { localFiles } from '../restore/folder/files.ts';
import { folderPlace } from '../restore/folder/folder-place.ts';
import type { RestorePlace } from '../restore/place.ts';
import { s3Place } from '../restore/s3/s3-place.ts';
import { openSource, parseLocation } from '../sources/open-source.ts';
import { addressOf } from '../sources/s3/objects.ts';
import type { Source, StateVersion } from '../sources/source.ts';
import { UnknownPlaceError, UsageError } from './errors.ts';
import type { Session } from './session.ts';

/** Where the state lies, how it is read, and how it is written. */
export interface RestoreSource {
  readonly source: Source;
  /** Of the state: `s3://bucket/key` or a path. */
  readonly location: string;
  /** Opens what writes, which nothing else does. @param chosen the version that is put back */
  place(chosen: StateVersion): RestorePlace;
}

type BucketSettings = Extract<SourceSettings, { bucket: string }>;

/**
 * Opens the source of a state. A bucket of the configuration keeps its region and its lock table however it is named; its role is not
 * assumed, because it may only read.
 * @param named name of a source, `s3://bucket/prefix`, or a folder
 * @throws UsageError
 */
export async function openRestoreSource(
  named: string,
  key: string,
  { sources }: Pick<Configuration, 'sources'>,
  lockTable: string | undefined,
  { environment }: Pick<Session, 'environment'>,
): Promise<RestoreSource> {
  const settings = sources.find(({ name }) => name === named) ?? (await typed(named, key, sources));
  if ('folder' in settings) {
    if (lockTable !== undefined) throw new UsageError('--lock-table goes with a bucket, not with a folder');
    const path = (await isFile(settings.folder))
      ? join(dirname(settings.folder), basename(key))
      : join(settings.folder, key);
    return {
      source: openSource(settings, environment),
      location: path,
      place: () => folderPlace({ path, files: localFiles }),
    };
  }
  const { roleArn: _, externalId: __, include: ___, exclude: ____, ...own } = settings;
  if (!key.startsWith(own.prefix)) {
    throw new UsageError(`${key} is not below ${addressOf(own.bucket, own.prefix)}: write the whole key of the object`);
  }
  const table = lockTable ?? own.lockTable;
  const region = own.region === undefined ? {} : { region: own.region };
  return {
    source: openSource(own, environment),
    location: addressOf(own.bucket, key),
    place: (chosen) =>
      s3Place({
        client: makeS3Client(region, environment),
        bucket: own.bucket,
        key,
        chosen,
        table: table === undefined ? null : { client: makeDynamoDbClient(region), name: table },
      }),
  };
}

async function typed(named: string, key: string, sources: readonly SourceSettings[]): Promise<SourceSettings> {
  const isBucket = /^s3:\//i.test(named);
  if (!isBucket && !(await isThere(named))) {
    throw new UnknownPlaceError(named, 'there is no such source in the configuration, and no such folder');
  }
  const settings = parseLocation(named, process.cwd());
  if ('folder' in settings) return settings;
  const configured = sources.filter(
    (source): source is BucketSettings =>
      'bucket' in source && source.bucket === settings.bucket && key.startsWith(source.prefix),
  );
  const [nearest] = configured.sort((one, other) => other.prefix.length - one.prefix.length);
  return nearest === undefined ? settings : { ...nearest, prefix: settings.prefix };
}

async function isThere(path: string): Promise<boolean> {
  return (await look(path)) !== null;
}

async function isFile(path: string): Promise<boolean> {
  return (await look(path))?.isFile() ?? false;
}

async function look(path: string) {
  return await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw new UnknownPlaceError(path, `it can't be looked at (${error.code ?? error.name})`, { cause: error });
  });
}

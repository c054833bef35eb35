import { posix, relative, resolve, sep } from 'node:path';
import type { SourceSettings } from '../config/source-settings.ts';
import { SourceError } from './errors.ts';
import { folderSource } from './folder/folder-source.ts';
import { openBucket, SharedTables } from './open-buckets.ts';
import type { Source } from './source.ts';

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
  if ('bucket' in settings) return openBucket(settings, environment, tables);
  const { folder, ...rest } = settings;
  return folderSource({ ...rest, path: folder });
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

import { posix, relative, resolve, sep } from 'node:path';
import { makeS3Client } from '../aws/clients.ts';
import type { SourceSettings } from '../config/source-settings.ts';
import { SourceError } from './errors.ts';
import { folderSource } from './folder/folder-source.ts';
import { s3Source } from './s3/s3-source.ts';
import type { Source } from './source.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Opens a source as the configuration describes it. Nothing is read yet. @param environment environment variables */
export function openSource(settings: SourceSettings, environment: Environment): Source {
  if ('folder' in settings) {
    const { folder, ...rest } = settings;
    return folderSource({ ...rest, path: folder });
  }
  const { lockTable: _lockTable, kmsKeyArn: _kmsKeyArn, region, roleArn, externalId, ...rest } = settings;
  const client = makeS3Client(
    {
      ...(region === undefined ? {} : { region }),
      ...(roleArn === undefined ? {} : { roleArn }),
      ...(externalId === undefined ? {} : { externalId }),
    },
    environment,
  );
  return s3Source({ ...rest, client });
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

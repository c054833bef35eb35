import { Readable } from 'node:stream';
import {
  GetObjectTaggingCommand,
  type GetObjectTaggingCommandInput,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { sourceErrorFrom } from '../../aws/errors.ts';
import { addressOf, type Bucket } from '../../sources/s3/objects.ts';
import type { StateVersion } from '../../sources/source.ts';
import { s3LockSuffix } from '../../sources/state-names.ts';
import type { NewState, RestorePlace } from '../place.ts';
import { type Encryption, isConflict, type LockTable, lockObject, tableItems } from './s3-locks.ts';

interface S3PlaceSettings extends Bucket {
  readonly key: string;
  /** The version that is put back: the new one is encrypted as it is. */
  readonly chosen: StateVersion;
  /** Null where the writers use none. */
  readonly table: LockTable | null;
}

/** A state in a bucket. Nothing is asked or written before a method is called. */
export function s3Place({ client, bucket, key, chosen, table }: S3PlaceSettings): RestorePlace {
  const location = addressOf(bucket, key);
  const lockPath = `${bucket}/${key}`;
  const items = table === null ? null : tableItems(table, lockPath);
  let known: Promise<ObjectSettings> | null = null;
  const settings = (signal: AbortSignal) => {
    known ??= readSettings({ client, bucket }, chosen, signal);
    return known;
  };
  let lockFile: Promise<boolean> | null = null;
  const takesLockFile = (signal: AbortSignal) => {
    lockFile ??= items === null ? Promise.resolve(true) : usesLockFile({ client, bucket }, key, signal);
    return lockFile;
  };

  return {
    location,
    lockPath,
    async locks(signal) {
      const file = (await takesLockFile(signal))
        ? [lockObject({ client, bucket }, key, async (signal) => (await settings(signal)).encryption)]
        : [];
      return [...file, ...(items === null ? [] : [items.lock])];
    },
    async digest(signal) {
      if (items === null) return null;
      // Writers that use only the lock file leave none, and would not keep one up to date.
      const isKept = (await items.digest.read(signal)) !== null || !(await takesLockFile(signal));
      return isKept ? items.digest : null;
    },
    async put(state, { current }, signal) {
      const { encryption, headers, tagging } = await settings(signal);
      const condition: Pick<PutObjectCommandInput, 'IfMatch' | 'IfNoneMatch'> =
        current?.etag == null ? { IfNoneMatch: '*' } : { IfMatch: `"${current.etag}"` };
      const request: PutObjectCommandInput = {
        Bucket: bucket,
        Key: key,
        Body: await bodyOf(state, signal),
        ContentLength: state.bytes,
        ChecksumSHA256: Buffer.from(state.sha256, 'hex').toString('base64'),
        ...headers,
        ...encryption,
        ...condition,
        ...(tagging === '' ? {} : { Tagging: tagging }),
      };
      try {
        await client.send(new PutObjectCommand(request), { abortSignal: signal });
        return true;
      } catch (error) {
        if (isConflict(error)) return false;
        throw sourceErrorFrom(error, { location, permission: 's3:PutObject' });
      }
    },
  };
}

/** A stream is not sent twice: what is small is kept, so that the SDK can. */
const keptWhole = 8 * 1024 * 1024;

async function bodyOf(state: NewState, signal: AbortSignal): Promise<Readable | Uint8Array> {
  const chunks = await state.open(signal);
  if (state.bytes > keptWhole) return Readable.from(chunks, { objectMode: false });
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  return Buffer.concat(pieces);
}

/** What an object has beside its bytes. */
interface ObjectSettings {
  readonly encryption: Encryption;
  readonly headers: Pick<
    PutObjectCommandInput,
    'ContentType' | 'CacheControl' | 'ContentDisposition' | 'ContentLanguage' | 'ContentEncoding' | 'Metadata'
  >;
  /** As a header carries it; `''` for none. */
  readonly tagging: string;
}

/** @throws SourceError: `archived` for a version that has to come out of an archive first */
async function readSettings({ client, bucket }: Bucket, version: StateVersion, signal: AbortSignal) {
  const location = addressOf(bucket, version.path);
  const object = {
    Bucket: bucket,
    Key: version.path,
    ...(version.s3VersionId === undefined ? {} : { VersionId: version.s3VersionId }),
  };
  const ask = async <T>(permission: string, call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      throw sourceErrorFrom(error, { location, permission });
    }
  };
  const head = await ask('s3:GetObjectVersion', () =>
    client.send(new HeadObjectCommand(object), { abortSignal: signal }),
  );
  const tags = await ask('s3:GetObjectVersionTagging', () => tagsOf(client, object, signal));
  const { ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled } = head;
  const { ContentType, CacheControl, ContentDisposition, ContentLanguage, ContentEncoding, Metadata } = head;
  const settings: ObjectSettings = {
    encryption: present({ ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled }),
    headers: present({ ContentType, CacheControl, ContentDisposition, ContentLanguage, ContentEncoding, Metadata }),
    tagging: new URLSearchParams(tags).toString(),
  };
  return settings;
}

/** A service that knows no tags of versions whose object was deleted says that there is no such object: it was there a moment ago. */
async function tagsOf(client: Bucket['client'], object: GetObjectTaggingCommandInput, signal: AbortSignal) {
  try {
    const { TagSet = [] } = await client.send(new GetObjectTaggingCommand(object), { abortSignal: signal });
    return TagSet.map(({ Key = '', Value = '' }): [string, string] => [Key, Value]);
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return [];
    throw error;
  }
}

/** Without the members that are undefined. */
function present<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/**
 * Whether writers that have a lock table use lock files too. In a bucket with versions each lock leaves a trace; without versions nobody
 * can tell, and one lock too many harms nobody. Where none ever was, one would look as if writers did not exclude each other.
 */
async function usesLockFile({ client, bucket }: Bucket, key: string, signal: AbortSignal): Promise<boolean> {
  const location = addressOf(bucket, `${key}${s3LockSuffix}`);
  const list = (Prefix: string, MaxKeys: number) =>
    client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix, MaxKeys }), { abortSignal: signal });
  try {
    const locks = await list(`${key}${s3LockSuffix}`, 1);
    if ((locks.Versions ?? []).length + (locks.DeleteMarkers ?? []).length > 0) return true;
    const states = await list(key, 100);
    return (states.Versions ?? []).every(({ VersionId }) => VersionId === 'null');
  } catch (error) {
    throw sourceErrorFrom(error, { location, permission: 's3:ListBucketVersions' });
  }
}

import {
  GetObjectTaggingCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import { sourceErrorFrom } from '../../aws/errors.ts';
import type { AwsBackup } from '../bucket.ts';
import type { Copy } from '../copy.ts';
import { lockTooLarge } from '../errors.ts';
import { type LockTable, longestLock, type Source, type StateObject, type StateVersion } from '../source.ts';
import { fingerprintOf, type Globs, s3LockSuffix, selectStates } from '../state-names.ts';
import { bucketSettings } from './bucket-settings.ts';
import { type FoldedState, foldLocks } from './fold-locks.ts';
import { getObject, openVersion } from './get-object.ts';
import {
  addressOf,
  type Bucket,
  decoded,
  findObject,
  type ListedObject,
  type ListedVersion,
  listObjects,
  versionIdOf,
  versionsOnPage,
} from './objects.ts';

interface S3Settings extends Globs, Bucket {
  readonly name: string;
  readonly lockTable?: LockTable;
  readonly copies?: readonly Copy[];
  readonly awsBackup?: AwsBackup;
  /** Default: {@link defaultWorkspaceKeyPrefix}. */
  readonly workspaceKeyPrefix?: string;
  /** Only keys that begin with it; `''` for the whole bucket. */
  readonly prefix: string;
}

/** Source: hashicorp/terraform internal/backend/remote-state/s3/backend_state.go `defaultWorkspaceKeyPrefix`. */
const defaultWorkspaceKeyPrefix = 'env:';

/** States that wait for the listing to be past their locks: as many as one page holds. */
const mostWaiting = 1000;

/**
 * States in a bucket. Lock objects (`KEY.tflock`) are folded into the states they lock; earlier versions of them are no locks.
 */
export function s3Source({
  name,
  bucket,
  prefix,
  client,
  lockTable,
  workspaceKeyPrefix,
  copies = [],
  awsBackup,
  ...globs
}: S3Settings): Source {
  const { isState } = selectStates(globs);
  const place = { client, bucket };
  const findLock = (key: string, signal: AbortSignal) => findObject(place, `${key}${s3LockSuffix}`, signal);

  async function* list(signal: AbortSignal): AsyncGenerator<StateObject> {
    const folding = { isState, findLock: (key: string) => findLock(key, signal), mostWaiting };
    for await (const folded of foldLocks(listObjects(place, prefix, signal), folding)) {
      signal.throwIfAborted();
      yield stateObject(name, folded);
    }
  }

  return {
    name,
    kind: 's3',
    location: addressOf(bucket, prefix),
    list,
    async find(key, signal) {
      if (!key.startsWith(prefix) || !isState(key)) return null;
      const [state, lock] = await Promise.all([findObject(place, key, signal), findLock(key, signal)]);
      return state === null && lock === null ? null : stateObject(name, { key, state, lock });
    },
    versions: (key, limit, signal) => listVersions(place, key, limit, signal),
    open: (version, signal) => openVersion(place, version, signal),
    lockVersions: (key, limit, signal) => listVersions(place, `${key}${s3LockSuffix}`, limit, signal),
    objectTags: (key, signal) => readTags(place, key, signal),
    lockTable: lockTable ?? null,
    workspaceKeyPrefix: workspaceKeyPrefix ?? defaultWorkspaceKeyPrefix,
    bucket: bucketSettings(place),
    copies,
    awsBackup: awsBackup ?? null,
    async readLock(lock, signal) {
      const { bytes, chunks } = await getObject(place, lock.path, {}, signal);
      const pieces: Uint8Array[] = [];
      let read = 0;
      for await (const chunk of chunks) {
        read += chunk.length;
        if (Math.max(bytes, read) > longestLock) throw lockTooLarge(addressOf(bucket, lock.path));
        pieces.push(chunk);
      }
      return Buffer.concat(pieces).toString('utf8');
    },
  };
}

async function readTags(
  { client, bucket }: Bucket,
  key: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  try {
    const request = new GetObjectTaggingCommand({ Bucket: bucket, Key: key });
    const { TagSet = [] } = await client.send(request, { abortSignal: signal });
    return new Map(TagSet.map(({ Key = '', Value = '' }) => [Key, Value]));
  } catch (error) {
    signal.throwIfAborted();
    throw sourceErrorFrom(error, { location: addressOf(bucket, key), permission: 's3:GetObjectTagging' });
  }
}

async function listVersions(
  { client, bucket }: Bucket,
  key: string,
  limit: number,
  signal: AbortSignal,
): Promise<readonly StateVersion[]> {
  const location = addressOf(bucket, key);
  const versions: ListedVersion[] = [];
  let markers: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } = {};
  for (;;) {
    let page: ListObjectVersionsCommandOutput;
    try {
      const request = { Bucket: bucket, Prefix: key, MaxKeys: Math.min(limit, 1000), EncodingType: 'url' } as const;
      page = await client.send(new ListObjectVersionsCommand({ ...request, ...markers }), { abortSignal: signal });
    } catch (error) {
      signal.throwIfAborted();
      throw sourceErrorFrom(error, { location, permission: 's3:ListBucketVersions' });
    }
    versions.push(...versionsOnPage(page, key, location));
    const next =
      page.NextKeyMarker === undefined ? undefined : decoded(page.NextKeyMarker, page.EncodingType, location);
    // Keys are sorted: once the next page begins with another key, all versions of this one were shown.
    if (page.IsTruncated !== true || next !== key || versions.length >= limit) break;
    markers = { KeyMarker: next, ...(page.NextVersionIdMarker && { VersionIdMarker: page.NextVersionIdMarker }) };
  }
  return versions.slice(0, limit).map(({ isLatest: _, ...version }) => version);
}

function stateObject(source: string, { key, state, lock }: FoldedState<ListedObject>): StateObject {
  const current: StateVersion | null =
    state === null
      ? null
      : {
          path: key,
          versionId: versionIdOf(state),
          modifiedAt: state.modifiedAt,
          bytes: state.bytes,
          etag: state.etag,
          deleted: false,
        };
  return {
    source,
    key,
    current,
    lock: lock === null ? null : { path: lock.key, modifiedAt: lock.modifiedAt, bytes: lock.bytes },
    fingerprint: fingerprintOf([current]),
  };
}

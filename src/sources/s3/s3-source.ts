import {
  GetObjectCommand,
  type GetObjectCommandInput,
  type GetObjectCommandOutput,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import { type AwsCall, sourceErrorFrom } from '../../aws/errors.ts';
import { lockTooLarge } from '../errors.ts';
import {
  type LockTable,
  longestLock,
  type Source,
  type StateBytes,
  type StateObject,
  type StateVersion,
} from '../source.ts';
import { fingerprintOf, type Globs, s3LockSuffix, selectStates } from '../state-names.ts';
import { bytesOf } from './body.ts';
import { bucketSettings } from './bucket-settings.ts';
import { type FoldedState, foldLocks } from './fold-locks.ts';
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

  async function get(key: string, which: Pick<GetObjectCommandInput, 'VersionId' | 'IfMatch'>, signal: AbortSignal) {
    const permission = which.VersionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
    const call: AwsCall = { location: addressOf(bucket, key), permission };
    let answer: GetObjectCommandOutput;
    try {
      answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...which }), { abortSignal: signal });
    } catch (error) {
      signal.throwIfAborted();
      throw sourceErrorFrom(error, call);
    }
    return bytesOf(answer, call, signal);
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
    open: ({ path, s3VersionId, etag }, signal): Promise<StateBytes> =>
      // `null` names whatever was written last without versioning; a current version is named by its content alone.
      s3VersionId === undefined || s3VersionId === 'null'
        ? get(path, { ...(s3VersionId && { VersionId: s3VersionId }), IfMatch: `"${etag ?? ''}"` }, signal)
        : get(path, { VersionId: s3VersionId }, signal),
    lockVersions: (key, limit, signal) => listVersions(place, `${key}${s3LockSuffix}`, limit, signal),
    lockTable: lockTable ?? null,
    workspaceKeyPrefix: workspaceKeyPrefix ?? defaultWorkspaceKeyPrefix,
    bucket: bucketSettings(place),
    async readLock(lock, signal) {
      const { bytes, chunks } = await get(lock.path, {}, signal);
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

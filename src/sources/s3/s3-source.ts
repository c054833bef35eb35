import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { sourceErrorFrom } from '../../aws/errors.ts';
import { SourceError } from '../errors.ts';
import { type LockFile, longestLock, type Source, type StateObject, type StateVersion } from '../source.ts';
import { type NameRules, stateNames } from '../name-rules.ts';

interface S3Settings extends NameRules {
  readonly name: string;
  readonly bucket: string;
  /** Only keys that begin with it; `''` for the whole bucket. */
  readonly prefix: string;
  readonly client: S3Client;
}

/** What a listing says of one object, checked: the SDK's types make everything optional. */
interface Listed {
  readonly key: string;
  readonly etag: string;
  readonly modifiedAt: Date;
  readonly bytes: number;
}

/** Source: hashicorp/terraform internal/backend/remote-state/s3/client.go `getLockFilePath`. */
const lockSuffix = '.tflock';

/**
 * A bucket of states. Lock objects (`KEY.tflock`) are folded into the state they lock; old versions of them are no locks.
 * The current version has the id `etag:<etag>-<time>` because a listing shows no other; reading it is conditional on the ETag.
 */
export function s3Source({ name, bucket, prefix, client, ...rules }: S3Settings): Source {
  const isState = stateNames(rules);
  const place = (key: string) => `s3://${bucket}/${key}`;

  async function* listed(below: string, signal: AbortSignal): AsyncGenerator<Listed> {
    const call = { location: place(below), permission: 's3:ListBucket' };
    const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: below }, {
      abortSignal: signal,
    } as never);
    try {
      for await (const page of pages) {
        for (const object of page.Contents ?? []) {
          yield listedObject(object.Key, object.ETag, object.LastModified, object.Size, call.location);
        }
      }
    } catch (error) {
      throw sourceErrorFrom(error, call);
    }
  }

  async function get(key: string, condition: { VersionId?: string; IfMatch?: string }, signal: AbortSignal) {
    const permission = condition.VersionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
    let answer: GetObjectCommandOutput;
    try {
      answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...condition }), {
        abortSignal: signal,
      });
    } catch (error) {
      throw sourceErrorFrom(error, { location: place(key), permission });
    }
    if (answer.Body === undefined) throw invalid(place(key));
    return { body: answer.Body.transformToWebStream(), bytes: answer.ContentLength, permission };
  }

  async function* chunksOf(
    body: ReadableStream<Uint8Array>,
    key: string,
    permission: string,
  ): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } catch (error) {
      throw sourceErrorFrom(error, { location: place(key), permission });
    }
  }

  async function allObjects(below: string, signal: AbortSignal): Promise<StateObject[]> {
    const states = new Map<string, Listed>();
    const locks = new Map<string, Listed>();
    for await (const object of listed(below, signal)) {
      if (isState(object.key)) states.set(object.key, object);
      else if (object.key.endsWith(lockSuffix)) locks.set(object.key.slice(0, -lockSuffix.length), object);
    }
    const keys = new Set([...states.keys(), ...[...locks.keys()].filter(isState)]);
    return [...keys].sort().map((key) => stateObject(name, key, states.get(key), locks.get(key)));
  }

  return {
    name,
    kind: 's3',
    location: place(prefix),
    async *list(signal) {
      yield* await allObjects(prefix, signal);
    },
    async find(key, signal) {
      return (await allObjects(key, signal)).find((object) => object.key === key) ?? null;
    },
    async versions(key, limit, signal) {
      const call = { location: place(key), permission: 's3:ListBucketVersions' };
      const versions: (StateVersion & { readonly isLatest: boolean })[] = [];
      let markers: { KeyMarker?: string; VersionIdMarker?: string } = {};
      for (;;) {
        const request = new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key, ...markers });
        let page: ListObjectVersionsCommandOutput;
        try {
          page = await client.send(request, { abortSignal: signal });
        } catch (error) {
          throw sourceErrorFrom(error, call);
        }
        versions.push(...versionsOf(page, key, call.location));
        // Keys are sorted: once another key follows, all versions of this one were shown.
        const isPast = page.NextKeyMarker !== key;
        if (page.IsTruncated !== true || page.NextKeyMarker === undefined || isPast || versions.length >= limit) break;
        markers = {
          KeyMarker: page.NextKeyMarker,
          ...(page.NextVersionIdMarker === undefined ? {} : { VersionIdMarker: page.NextVersionIdMarker }),
        };
      }
      return versions
        .sort((a, b) => Number(b.isLatest) - Number(a.isLatest) || b.modifiedAt.getTime() - a.modifiedAt.getTime())
        .slice(0, limit)
        .map(({ isLatest: _, ...version }) => version);
    },
    async open(version, signal) {
      const condition = version.versionId.startsWith('etag:')
        ? { IfMatch: `"${version.etag ?? ''}"` }
        : { VersionId: version.versionId };
      const { body, bytes, permission } = await get(version.path, condition, signal);
      return {
        bytes: bytes ?? version.bytes,
        chunks: chunksOf(body as ReadableStream<Uint8Array>, version.path, permission),
      };
    },
    async readLock(lock: LockFile, signal) {
      if (lock.bytes > longestLock) throw tooLarge(place(lock.path));
      const { body, permission } = await get(lock.path, {}, signal);
      const chunks: Uint8Array[] = [];
      for await (const chunk of chunksOf(body as ReadableStream<Uint8Array>, lock.path, permission)) chunks.push(chunk);
      return Buffer.concat(chunks).toString('utf8');
    },
  };
}

function stateObject(source: string, key: string, state: Listed | undefined, lock: Listed | undefined): StateObject {
  const current = state === undefined ? null : currentVersion(state);
  return {
    source,
    key,
    current,
    lock: lock === undefined ? null : { path: lock.key, modifiedAt: lock.modifiedAt, bytes: lock.bytes },
    fingerprint: current?.versionId ?? 'none',
  };
}

function currentVersion({ key, etag, modifiedAt, bytes }: Listed): StateVersion {
  return { path: key, versionId: currentId(etag, modifiedAt), modifiedAt, bytes, etag, deleted: false };
}

/** A listing and the list of versions must name the current version alike. */
function currentId(etag: string, modifiedAt: Date): string {
  return `etag:${etag}-${modifiedAt.getTime()}`;
}

function* versionsOf(page: ListObjectVersionsCommandOutput, key: string, location: string) {
  for (const version of page.Versions ?? []) {
    if (version.Key !== key) continue;
    const listed = listedObject(version.Key, version.ETag, version.LastModified, version.Size, location);
    const isLatest = version.IsLatest === true;
    // On an unversioned bucket the only version has the id `null`: it is always the current one.
    const versionId = isLatest ? currentId(listed.etag, listed.modifiedAt) : version.VersionId;
    if (versionId === undefined) throw invalid(location);
    yield { ...currentVersion(listed), versionId, isLatest };
  }
  for (const marker of page.DeleteMarkers ?? []) {
    if (marker.Key !== key) continue;
    if (marker.LastModified === undefined || marker.VersionId === undefined) throw invalid(location);
    const { VersionId: versionId, LastModified: modifiedAt } = marker;
    yield { path: key, versionId, modifiedAt, bytes: 0, etag: null, deleted: true, isLatest: marker.IsLatest === true };
  }
}

function listedObject(
  key: string | undefined,
  etag: string | undefined,
  modifiedAt: Date | undefined,
  bytes: number | undefined,
  location: string,
): Listed {
  if (key === undefined || etag === undefined || modifiedAt === undefined || bytes === undefined)
    throw invalid(location);
  return { key, etag: etag.replaceAll('"', ''), modifiedAt, bytes };
}

function invalid(location: string): SourceError {
  return new SourceError({
    location,
    failure: 'invalid',
    detail: 'the answer of S3 lacks what every answer has',
    action: 'Check that the endpoint really speaks the S3 protocol.',
  });
}

function tooLarge(location: string): SourceError {
  return new SourceError({
    location,
    failure: 'too-large',
    detail: `the lock object has more than ${longestLock} bytes`,
    action: 'Look at the object: it is no lock that Terraform or OpenTofu wrote.',
  });
}

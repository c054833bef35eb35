import {
  type ListObjectsV2CommandOutput,
  type ListObjectVersionsCommandOutput,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import * as z from 'zod';
import { sourceErrorFrom } from '../../aws/errors.ts';
import { SourceError } from '../errors.ts';
import type { StateVersion } from '../source.ts';

/** A bucket, and who reads it. */
export interface Bucket {
  readonly client: S3Client;
  readonly bucket: string;
}

/** What a listing says of one object. */
export interface ListedObject {
  readonly key: string;
  /** Without quotes. */
  readonly etag: string;
  readonly modifiedAt: Date;
  readonly bytes: number;
}

/** The SDK's types make everything optional; S3 always tells these. Source: botocore/data/s3, `Object` and `ObjectVersion`. */
const listedSchema = z
  .object({ Key: z.string(), ETag: z.string(), LastModified: z.date(), Size: z.number() })
  .transform(({ Key, ETag, LastModified, Size }) => ({
    key: Key,
    etag: ETag.replaceAll('"', ''),
    modifiedAt: LastModified,
    bytes: Size,
  }));
const versionSchema = z.object({ VersionId: z.string(), IsLatest: z.boolean() });
const markerSchema = versionSchema.extend({ LastModified: z.date() });

/** `s3://bucket/key`, for people. */
export function addressOf(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`;
}

/**
 * All objects whose key begins with the prefix, sorted by key as UTF-8.
 * @param pageSize at most 1000
 * @throws SourceError
 */
export async function* listObjects(
  { client, bucket }: Bucket,
  prefix: string,
  signal: AbortSignal,
  pageSize = 1000,
): AsyncGenerator<ListedObject> {
  const location = addressOf(bucket, prefix);
  // A key may hold characters that XML can't: S3 is asked to escape them.
  const request = { Bucket: bucket, Prefix: prefix, MaxKeys: pageSize, EncodingType: 'url' } as const;
  const pages = paginateListObjectsV2({ client }, request, { abortSignal: signal });
  const next = async (): Promise<IteratorResult<ListObjectsV2CommandOutput>> => {
    try {
      return await pages.next();
    } catch (error) {
      signal.throwIfAborted();
      throw sourceErrorFrom(error, { location, permission: 's3:ListBucket' });
    }
  };
  for (let page = await next(); page.done !== true; page = await next()) {
    for (const object of page.value.Contents ?? []) {
      const listed = understood(listedSchema, object, location);
      yield { ...listed, key: decoded(listed.key, page.value.EncodingType, location) };
    }
  }
}

/** The one object with this key; null when there is none. @throws SourceError */
export async function findObject(bucket: Bucket, key: string, signal: AbortSignal): Promise<ListedObject | null> {
  // The key itself comes before every other that begins with it.
  for await (const object of listObjects(bucket, key, signal, 1)) return object.key === key ? object : null;
  return null;
}

/** A version as S3 lists it: `isLatest` alone tells for sure which is the current one. */
export type ListedVersion = StateVersion & { readonly isLatest: boolean };

/** The id under which every answer names a version: a listing tells no other. */
export function versionIdOf({ etag, modifiedAt }: Pick<ListedObject, 'etag' | 'modifiedAt'>): string {
  return `etag:${etag}-${modifiedAt.getTime()}`;
}

/**
 * Versions and delete markers of one key on one page, newest first: S3 lists them apart.
 * Within one second the order of a version and a marker is not known: the marker counts as newer.
 */
export function versionsOnPage(page: ListObjectVersionsCommandOutput, key: string, location: string): ListedVersion[] {
  const isOfKey = ({ Key }: { readonly Key?: string | undefined }) =>
    Key !== undefined && decoded(Key, page.EncodingType, location) === key;
  const versions = (page.Versions ?? []).filter(isOfKey).map((entry): ListedVersion => {
    const { etag, modifiedAt, bytes } = understood(listedSchema, entry, location);
    const { VersionId, IsLatest } = understood(versionSchema, entry, location);
    const versionId = versionIdOf({ etag, modifiedAt });
    return {
      path: key,
      versionId,
      modifiedAt,
      bytes,
      etag,
      deleted: false,
      s3VersionId: VersionId,
      isLatest: IsLatest,
    };
  });
  const markers = (page.DeleteMarkers ?? []).filter(isOfKey).map((entry): ListedVersion => {
    const { VersionId, IsLatest, LastModified } = understood(markerSchema, entry, location);
    const versionId = `deleted:${VersionId}-${LastModified.getTime()}`;
    const times = { modifiedAt: LastModified, bytes: 0, etag: null, deleted: true };
    return { path: key, versionId, ...times, s3VersionId: VersionId, isLatest: IsLatest };
  });
  // Stable: each list is newest first already, also within one second.
  return [...markers, ...versions].sort(
    (one, other) =>
      Number(other.isLatest) - Number(one.isLatest) || other.modifiedAt.getTime() - one.modifiedAt.getTime(),
  );
}

/** Undoes `EncodingType: 'url'`, where the service did as it was asked. @throws SourceError */
export function decoded(text: string, encoding: string | undefined, location: string): string {
  if (encoding !== 'url') return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    throw notUnderstood(location, error);
  }
}

function understood<T>(schema: z.ZodType<T>, value: unknown, location: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw notUnderstood(location, parsed.error);
}

function notUnderstood(location: string, cause: unknown): SourceError {
  return new SourceError(
    {
      location,
      failure: 'invalid',
      detail: 'the answer of S3 lacks what every answer has',
      action: 'Check that the endpoint really speaks the S3 protocol.',
    },
    { cause },
  );
}

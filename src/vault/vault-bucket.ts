import { HeadObjectCommand, PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { sourceErrorFrom } from '../aws/errors.ts';
import { addressOf, type Bucket } from '../sources/s3/objects.ts';
import type { StateVersion } from '../sources/source.ts';

/** Metadata of a copy: which version of the state it is. */
const metadataSchema = z.object({ 'statewarden-version': z.string(), 'statewarden-written': z.iso.datetime() });

/** The newest copy of a state in the vault. */
export interface VaultCopy {
  readonly etag: string;
  /** Of the version that it is a copy of; null where something else was put there. */
  readonly version: { readonly versionId: string; readonly modifiedAt: string } | null;
}

/** The newest copy under a key; null where there is none. @throws SourceError */
export async function newestCopy(
  { client, bucket }: Bucket,
  key: string,
  signal: AbortSignal,
): Promise<VaultCopy | null> {
  try {
    const answer = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal });
    const metadata = metadataSchema.safeParse(answer.Metadata);
    const { ETag = '' } = answer;
    if (!metadata.success) return { etag: ETag, version: null };
    const { 'statewarden-version': versionId, 'statewarden-written': modifiedAt } = metadata.data;
    return { etag: ETag, version: { versionId, modifiedAt } };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return null;
    throw sourceErrorFrom(error, { location: addressOf(bucket, key), permission: 's3:GetObject' });
  }
}

/**
 * Puts a copy on top of exactly the one that was seen there.
 * @param before the newest copy, as it was read; null: none
 * @returns false where another worker was faster
 * @throws SourceError
 */
export async function putCopy(
  { client, bucket }: Bucket,
  key: string,
  body: Uint8Array,
  { versionId, modifiedAt }: StateVersion,
  before: VaultCopy | null,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: 'application/json',
        Metadata: { 'statewarden-version': versionId, 'statewarden-written': modifiedAt.toISOString() },
        ...(before === null ? { IfNoneMatch: '*' } : { IfMatch: before.etag }),
      }),
      { abortSignal: signal },
    );
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof S3ServiceException && isConflict(error)) return false;
    throw sourceErrorFrom(error, { location: addressOf(bucket, key), permission: 's3:PutObject' });
  }
}

/** Source: Amazon S3 user guide, "How to prevent object overwrites with conditional writes": 412, or 409 while another write goes on. */
function isConflict({ $metadata: { httpStatusCode } }: S3ServiceException): boolean {
  return httpStatusCode === 412 || httpStatusCode === 409;
}

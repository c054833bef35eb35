import { GetObjectCommand, type GetObjectCommandInput, type GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { type AwsCall, sourceErrorFrom } from '../../aws/errors.ts';
import type { StateBytes, StateVersion } from '../source.ts';
import { bytesOf } from './body.ts';
import { addressOf, type Bucket } from './objects.ts';

/** Opens exactly that version. @throws SourceError; `gone` when it was replaced or removed meanwhile */
export function openVersion(
  bucket: Bucket,
  { path, s3VersionId, etag }: StateVersion,
  signal: AbortSignal,
): Promise<StateBytes> {
  // `null` names whatever was written last without versioning; a current version is named by its content alone.
  const which =
    s3VersionId === undefined || s3VersionId === 'null'
      ? { ...(s3VersionId && { VersionId: s3VersionId }), IfMatch: `"${etag ?? ''}"` }
      : { VersionId: s3VersionId };
  return getObject(bucket, path, which, signal);
}

/** @throws SourceError */
export async function getObject(
  { client, bucket }: Bucket,
  key: string,
  which: Pick<GetObjectCommandInput, 'VersionId' | 'IfMatch'>,
  signal: AbortSignal,
): Promise<StateBytes> {
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

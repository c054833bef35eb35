import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import { sourceErrorFrom } from '../../aws/errors.ts';
import { addressOf, type Bucket } from './objects.ts';

/** @returns the policy as JSON; null where the bucket has none. @throws SourceError */
export async function readPolicy({ client, bucket }: Bucket, signal: AbortSignal): Promise<string | null> {
  try {
    const { Policy } = await client.send(new GetBucketPolicyCommand({ Bucket: bucket }), { abortSignal: signal });
    return Policy ?? null;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && error.name === 'NoSuchBucketPolicy') return null;
    throw sourceErrorFrom(error, { location: addressOf(bucket, ''), permission: 's3:GetBucketPolicy' });
  }
}
